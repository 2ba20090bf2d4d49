/*
 * Stand-in of the WebSphere plug-in for the lab: owns the directive WebSpherePluginConfig, routes by plugin-cfg.xml and
 * leaves the transport to mod_proxy_http. Own code; behaviour after IBM's public descriptions, unverified on a real one.
 *
 * Compiled with -DWAS_MODULE=was_ap24_module (IBM HTTP Server 9) or was_ap22_module (8.5).
 *
 * Held by each httpd process for itself, as in the original: the configuration, the servers marked down, the turn of the
 * round robin. Affinity looks among the primary servers; while the file named by LAB_PLUGIN_AFFINITY_ALL exists, among
 * the backup servers too (which of the two the real one does is not known).
 *
 * Left out: weights, transports by https, ServerIOTimeout, MaxConnections, ESI, headers $WS....
 */
#include "apr_atomic.h"
#include "apr_file_io.h"
#include "apr_hash.h"
#include "apr_lib.h"
#include "apr_strings.h"
#include "apr_thread_mutex.h"
#include "apr_xml.h"
#include "ap_mpm.h"
#include "http_config.h"
#include "http_core.h"
#include "http_log.h"
#include "http_protocol.h"
#include "http_request.h"
#include "httpd.h"
#include "mod_proxy.h"
#include "util_filter.h"

#include <ctype.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef WAS_MODULE
#define WAS_MODULE was_ap24_module
#endif
#define HANDLER "was-standin"
#define FILTER "WAS_REPLAY"
/* bodies up to this size can be sent a second time (PostBufferSize) */
#define REPLAY_LIMIT (64 * 1024)

module AP_MODULE_DECLARE_DATA WAS_MODULE;

typedef struct {
    const char *name;
    const char *clone;
    const char *host;
    const char *port;
    volatile apr_time_t down_until;
} server_t;

typedef struct {
    const char *name;
    apr_interval_time_t retry;
    apr_array_header_t *all;     /* server_t * */
    apr_array_header_t *primary; /* server_t * */
    apr_array_header_t *backup;  /* server_t * */
    apr_uint32_t turn;
} cluster_t;

typedef struct {
    const char *pattern;
    const char *cookie;
    const char *url_identifier;
} uri_t;

typedef struct {
    cluster_t *cluster;
    apr_array_header_t *hosts; /* const char *; NULL: any */
    apr_array_header_t *uris;  /* uri_t; NULL: any */
} route_t;

typedef struct {
    apr_interval_time_t refresh; /* 0: never */
    const char *log;
    apr_array_header_t *routes; /* route_t */
} config_t;

/* of one file in one process */
typedef struct {
    const char *path;
    apr_pool_t *pool;
    apr_file_t *log;
    config_t *config; /* NULL: nothing is routed */
    apr_time_t looked;
    apr_time_t mtime;
    apr_off_t size;
    apr_ino_t inode;
    apr_thread_mutex_t *lock;
} plugin_t;

typedef struct {
    const char *path;
    plugin_t *plugin;
} server_config_t;

typedef struct {
    plugin_t *plugin;
    cluster_t *cluster;
    const uri_t *uri;
    apr_bucket_brigade *body; /* NULL: none, or too long to be sent twice */
} choice_t;

static const char *affinity_switch;

/* ---- log ---- */

static void tell(plugin_t *plugin, const char *level, const char *text) {
    char when[APR_CTIME_LEN];
    apr_ctime(when, apr_time_now());
    if (plugin->log) {
        apr_file_printf(plugin->log, "[%s] %08x %08x - %s: %s\n", when, (unsigned) getpid(), 1, level, text);
    }
    ap_log_error(APLOG_MARK, *level == 'E' ? APLOG_ERR : APLOG_INFO, 0, ap_server_conf, "plug-in: %s", text);
}

/* ---- plugin-cfg.xml ---- */

static const char *attribute(const apr_xml_elem *element, const char *name) {
    const apr_xml_attr *a;
    for (a = element->attr; a; a = a->next) {
        if (!strcmp(a->name, name)) {
            return a->value;
        }
    }
    return NULL;
}

static const char *or_empty(const char *text) {
    return text ? text : "";
}

static server_t *server_named(const cluster_t *cluster, const char *name) {
    int i;
    for (i = 0; name && i < cluster->all->nelts; i++) {
        server_t *server = APR_ARRAY_IDX(cluster->all, i, server_t *);
        if (!strcmp(server->name, name)) {
            return server;
        }
    }
    return NULL;
}

static const char *parse_server(apr_pool_t *pool, cluster_t *cluster, apr_xml_elem *element) {
    server_t *server = apr_pcalloc(pool, sizeof *server);
    apr_xml_elem *child;
    if (!(server->name = attribute(element, "Name"))) {
        return apr_psprintf(pool, "a Server of %s has no Name", cluster->name);
    }
    server->clone = attribute(element, "CloneID");
    for (child = element->first_child; child; child = child->next) {
        if (!strcmp(child->name, "Transport") && !strcmp(or_empty(attribute(child, "Protocol")), "http")) {
            server->host = attribute(child, "Hostname");
            server->port = attribute(child, "Port");
        }
    }
    APR_ARRAY_PUSH(cluster->all, server_t *) = server;
    return NULL;
}

static const char *parse_list(apr_pool_t *pool, const cluster_t *cluster, apr_array_header_t *list, apr_xml_elem *element) {
    apr_xml_elem *child;
    for (child = element->first_child; child; child = child->next) {
        server_t *server = server_named(cluster, attribute(child, "Name"));
        if (strcmp(child->name, "Server") || !server) {
            return apr_psprintf(pool, "%s of %s names no server of the cluster: %s", element->name, cluster->name,
                                or_empty(attribute(child, "Name")));
        }
        APR_ARRAY_PUSH(list, server_t *) = server;
    }
    return NULL;
}

static const char *parse_cluster(apr_pool_t *pool, apr_hash_t *clusters, apr_xml_elem *element) {
    cluster_t *cluster = apr_pcalloc(pool, sizeof *cluster);
    const char *problem = NULL;
    apr_xml_elem *child;
    if (!(cluster->name = attribute(element, "Name"))) {
        return "a ServerCluster has no Name";
    }
    cluster->all = apr_array_make(pool, 4, sizeof(server_t *));
    cluster->primary = apr_array_make(pool, 4, sizeof(server_t *));
    cluster->backup = apr_array_make(pool, 4, sizeof(server_t *));
    cluster->retry = apr_time_from_sec(attribute(element, "RetryInterval") ? atoi(attribute(element, "RetryInterval")) : 60);
    cluster->turn = (apr_uint32_t) getpid();
    for (child = element->first_child; child && !problem; child = child->next) {
        if (!strcmp(child->name, "Server")) {
            problem = parse_server(pool, cluster, child);
        }
    }
    if (!problem && cluster->all->nelts == 0) {
        problem = apr_psprintf(pool, "ServerCluster %s has no Server", cluster->name);
    }
    for (child = element->first_child; child && !problem; child = child->next) {
        if (!strcmp(child->name, "PrimaryServers")) {
            problem = parse_list(pool, cluster, cluster->primary, child);
        } else if (!strcmp(child->name, "BackupServers")) {
            problem = parse_list(pool, cluster, cluster->backup, child);
        }
    }
    if (!problem && cluster->primary->nelts + cluster->backup->nelts == 0) {
        apr_array_cat(cluster->primary, cluster->all);
    }
    apr_hash_set(clusters, cluster->name, APR_HASH_KEY_STRING, cluster);
    return problem;
}

static void parse_group(apr_pool_t *pool, apr_hash_t *groups, apr_xml_elem *element, int uris) {
    apr_array_header_t *entries = apr_array_make(pool, 8, uris ? sizeof(uri_t) : sizeof(const char *));
    apr_xml_elem *child;
    for (child = element->first_child; child; child = child->next) {
        const char *name = attribute(child, "Name");
        if (name && uris && !strcmp(child->name, "Uri")) {
            uri_t *uri = apr_array_push(entries);
            const char *cookie = attribute(child, "AffinityCookie");
            const char *identifier = attribute(child, "AffinityURLIdentifier");
            uri->pattern = name;
            uri->cookie = cookie ? cookie : "JSESSIONID";
            uri->url_identifier = identifier ? identifier : "jsessionid";
        } else if (name && !uris && !strcmp(child->name, "VirtualHost")) {
            APR_ARRAY_PUSH(entries, const char *) = name;
        }
    }
    apr_hash_set(groups, or_empty(attribute(element, "Name")), APR_HASH_KEY_STRING, entries);
}

static const char *parse_route(apr_pool_t *pool, config_t *config, apr_xml_elem *element, apr_hash_t *clusters,
                               apr_hash_t *hosts, apr_hash_t *uris) {
    const char *cluster = or_empty(attribute(element, "ServerCluster"));
    const char *host_group = attribute(element, "VirtualHostGroup");
    const char *uri_group = attribute(element, "UriGroup");
    route_t *route = apr_array_push(config->routes);
    route->cluster = apr_hash_get(clusters, cluster, APR_HASH_KEY_STRING);
    route->hosts = host_group ? apr_hash_get(hosts, host_group, APR_HASH_KEY_STRING) : NULL;
    route->uris = uri_group ? apr_hash_get(uris, uri_group, APR_HASH_KEY_STRING) : NULL;
    if (!route->cluster || (host_group && !route->hosts) || (uri_group && !route->uris)) {
        return apr_psprintf(pool, "a Route names what is not there: %s %s %s", cluster, or_empty(uri_group),
                            or_empty(host_group));
    }
    return NULL;
}

static const char *parse_document(apr_pool_t *pool, config_t *config, apr_xml_elem *root) {
    apr_hash_t *clusters = apr_hash_make(pool);
    apr_hash_t *hosts = apr_hash_make(pool);
    apr_hash_t *uris = apr_hash_make(pool);
    const char *problem = NULL;
    apr_xml_elem *child;
    const char *refresh = attribute(root, "RefreshInterval");
    if (strcmp(root->name, "Config")) {
        return "the root element is not Config";
    }
    config->refresh = apr_time_from_sec(refresh ? atoi(refresh) : 60);
    config->routes = apr_array_make(pool, 16, sizeof(route_t));
    for (child = root->first_child; child && !problem; child = child->next) {
        if (!strcmp(child->name, "ServerCluster")) {
            problem = parse_cluster(pool, clusters, child);
        } else if (!strcmp(child->name, "VirtualHostGroup")) {
            parse_group(pool, hosts, child, 0);
        } else if (!strcmp(child->name, "UriGroup")) {
            parse_group(pool, uris, child, 1);
        } else if (!strcmp(child->name, "Log")) {
            config->log = attribute(child, "Name");
        }
    }
    /* a route may stand before what it names */
    for (child = root->first_child; child && !problem; child = child->next) {
        if (!strcmp(child->name, "Route")) {
            problem = parse_route(pool, config, child, clusters, hosts, uris);
        }
    }
    return problem;
}

static config_t *load(apr_pool_t *pool, const char *path, const char **problem) {
    config_t *config = apr_pcalloc(pool, sizeof *config);
    apr_file_t *file;
    apr_xml_parser *parser = NULL;
    apr_xml_doc *document = NULL;
    char reason[256];
    apr_status_t status = apr_file_open(&file, path, APR_READ | APR_BUFFERED, APR_OS_DEFAULT, pool);
    if (status == APR_SUCCESS) {
        status = apr_xml_parse_file(pool, &parser, &document, file, 8192);
        apr_file_close(file);
    }
    if (status != APR_SUCCESS) {
        *problem = apr_pstrdup(pool, parser ? apr_xml_parser_geterror(parser, reason, sizeof reason)
                                            : apr_strerror(status, reason, sizeof reason));
        return NULL;
    }
    *problem = parse_document(pool, config, document->root);
    return *problem ? NULL : config;
}

/* Reads the file; what is there stays when it cannot be understood. */
static void read_again(plugin_t *plugin) {
    apr_pool_t *pool;
    const char *problem;
    config_t *config;
    apr_finfo_t info;
    apr_pool_create(&pool, plugin->pool);
    if (apr_stat(&info, plugin->path, APR_FINFO_MIN | APR_FINFO_INODE, pool) == APR_SUCCESS) {
        plugin->mtime = info.mtime;
        plugin->size = info.size;
        plugin->inode = info.inode;
    }
    config = load(pool, plugin->path, &problem);
    if (config) {
        /* requests on their way hold the one of before: its memory stays until the process ends */
        plugin->config = config;
        tell(plugin, "PLUGIN", apr_psprintf(pool, "ws_common: websphereUpdateConfig: loaded %s", plugin->path));
    } else {
        tell(plugin, "ERROR",
             apr_psprintf(pool, "ws_common: websphereUpdateConfig: Failed to load the config file %s: %s%s", plugin->path,
                          problem, plugin->config ? "; the configuration of before stays" : ""));
        apr_pool_destroy(pool);
    }
}

static config_t *current(plugin_t *plugin, request_rec *r) {
    config_t *config;
    apr_finfo_t info;
    apr_thread_mutex_lock(plugin->lock);
    config = plugin->config;
    if (config && config->refresh > 0 && r->request_time - plugin->looked >= config->refresh) {
        plugin->looked = r->request_time;
        if (apr_stat(&info, plugin->path, APR_FINFO_MIN | APR_FINFO_INODE, r->pool) == APR_SUCCESS
            && (info.mtime != plugin->mtime || info.size != plugin->size || info.inode != plugin->inode)) {
            read_again(plugin);
            config = plugin->config;
        }
    }
    apr_thread_mutex_unlock(plugin->lock);
    return config;
}

/* ---- which cluster ---- */

static int matches(const char *pattern, const char *text) {
    for (; *pattern && *pattern != '*'; pattern++, text++) {
        if (*pattern != *text) {
            return 0;
        }
    }
    if (!*pattern) {
        return !*text;
    }
    for (;; text++) {
        if (matches(pattern + 1, text)) {
            return 1;
        }
        if (!*text) {
            return 0;
        }
    }
}

static int host_matches(const route_t *route, const char *host, int port, int local_port) {
    int i;
    for (i = 0; route->hosts && i < route->hosts->nelts; i++) {
        const char *entry = APR_ARRAY_IDX(route->hosts, i, const char *);
        const char *colon = strrchr(entry, ':');
        int wanted = colon ? atoi(colon + 1) : 80;
        size_t length = colon ? (size_t) (colon - entry) : strlen(entry);
        int name = (length == 1 && *entry == '*') || (strlen(host) == length && !strncasecmp(entry, host, length));
        if (name && (wanted == port || wanted == local_port)) {
            return 1;
        }
    }
    return !route->hosts;
}

/* The longest pattern wins, one without a star before one with. */
static int find(config_t *config, request_rec *r, choice_t *choice) {
    static const uri_t any = {"/*", "JSESSIONID", "jsessionid"};
    const char *semicolon = strchr(r->uri, ';');
    const char *path = semicolon ? apr_pstrmemdup(r->pool, r->uri, semicolon - r->uri) : r->uri;
    const char *host = or_empty(r->hostname);
    int best = -1;
    int i;
    int j;
    for (i = 0; i < config->routes->nelts; i++) {
        const route_t *route = &APR_ARRAY_IDX(config->routes, i, route_t);
        int count = route->uris ? route->uris->nelts : 1;
        if (!host_matches(route, host, ap_get_server_port(r), r->connection->local_addr->port)) {
            continue;
        }
        for (j = 0; j < count; j++) {
            const uri_t *uri = route->uris ? &APR_ARRAY_IDX(route->uris, j, uri_t) : &any;
            int score = 2 * (int) strlen(uri->pattern) + !strchr(uri->pattern, '*');
            if (score > best && matches(uri->pattern, path)) {
                best = score;
                choice->cluster = route->cluster;
                choice->uri = uri;
            }
        }
    }
    return best >= 0;
}

static int translate(request_rec *r) {
    server_config_t *mine = ap_get_module_config(r->server->module_config, &WAS_MODULE);
    choice_t *choice;
    config_t *config;
    if (!mine->plugin || r->proxyreq || !r->uri || *r->uri != '/' || !(config = current(mine->plugin, r))) {
        return DECLINED;
    }
    choice = apr_pcalloc(r->pool, sizeof *choice);
    choice->plugin = mine->plugin;
    if (!find(config, r, choice)) {
        return DECLINED;
    }
    ap_set_module_config(r->request_config, &WAS_MODULE, choice);
    r->handler = HANDLER;
    r->filename = apr_pstrcat(r->pool, HANDLER ":", r->uri, NULL);
    return OK;
}

static int no_file(request_rec *r) {
    return ap_get_module_config(r->request_config, &WAS_MODULE) ? OK : DECLINED;
}

/* ---- which server ---- */

static const char *cookie_value(request_rec *r, const char *name) {
    const char *header = apr_table_get(r->headers_in, "Cookie");
    size_t length = strlen(name);
    while (header && *header) {
        while (*header == ' ' || *header == ';') {
            header++;
        }
        if (!strncmp(header, name, length) && header[length] == '=') {
            const char *end = strchr(header += length + 1, ';');
            return end ? apr_pstrmemdup(r->pool, header, end - header) : header;
        }
        header = strchr(header, ';');
    }
    return NULL;
}

static const char *session(request_rec *r, const uri_t *uri) {
    const char *value = cookie_value(r, uri->cookie);
    const char *parameter;
    if (!value && (parameter = strstr(r->uri, apr_pstrcat(r->pool, ";", uri->url_identifier, "=", NULL)))) {
        value = strchr(parameter, '=') + 1;
    }
    return value;
}

static int usable(const server_t *server, apr_time_t now) {
    return server->host && server->port && server->down_until <= now;
}

static server_t *with_clone(const apr_array_header_t *servers, const char *clone, size_t length) {
    int i;
    for (i = 0; i < servers->nelts; i++) {
        server_t *server = APR_ARRAY_IDX(servers, i, server_t *);
        if (server->clone && strlen(server->clone) == length && !strncmp(server->clone, clone, length)) {
            return server;
        }
    }
    return NULL;
}

static server_t *affine(request_rec *r, const choice_t *choice) {
    const char *value = session(r, choice->uri);
    const char *clone = value ? strchr(value, ':') : NULL;
    int all = affinity_switch && access(affinity_switch, F_OK) == 0;
    while (clone) {
        size_t length = strcspn(++clone, ":!;");
        server_t *server = with_clone(choice->cluster->primary, clone, length);
        if (!server && all) {
            server = with_clone(choice->cluster->backup, clone, length);
        }
        if (server) {
            return server;
        }
        clone = strchr(clone, ':');
    }
    return NULL;
}

static int seen(const apr_array_header_t *tried, const server_t *server) {
    int i;
    for (i = 0; i < tried->nelts; i++) {
        if (APR_ARRAY_IDX(tried, i, server_t *) == server) {
            return 1;
        }
    }
    return 0;
}

/* The next server that has not been tried by this request; NULL when none is left. */
static server_t *next_server(request_rec *r, choice_t *choice, apr_array_header_t *tried, const char **why) {
    cluster_t *cluster = choice->cluster;
    apr_time_t now = apr_time_now();
    server_t *server = affine(r, choice);
    int i;
    *why = "affinity";
    if (server && usable(server, now) && !seen(tried, server)) {
        return server;
    }
    *why = tried->nelts ? "failover" : "primary";
    if (cluster->primary->nelts) {
        int start = (int) (apr_atomic_inc32(&cluster->turn) % (apr_uint32_t) cluster->primary->nelts);
        for (i = 0; i < cluster->primary->nelts; i++) {
            server = APR_ARRAY_IDX(cluster->primary, (start + i) % cluster->primary->nelts, server_t *);
            if (usable(server, now) && !seen(tried, server)) {
                return server;
            }
        }
    }
    *why = "backup";
    for (i = 0; i < cluster->backup->nelts; i++) {
        server = APR_ARRAY_IDX(cluster->backup, i, server_t *);
        if (usable(server, now) && !seen(tried, server)) {
            return server;
        }
    }
    return NULL;
}

/* ---- transport ---- */

/* Keeps a short body so that a second server can get it too; a long one goes through once. */
static int keep_body(request_rec *r, choice_t *choice) {
    const char *length = apr_table_get(r->headers_in, "Content-Length");
    apr_bucket_brigade *part;
    int end = 0;
    if (!length || apr_atoi64(length) <= 0 || apr_atoi64(length) > REPLAY_LIMIT) {
        return OK;
    }
    choice->body = apr_brigade_create(r->pool, r->connection->bucket_alloc);
    part = apr_brigade_create(r->pool, r->connection->bucket_alloc);
    while (!end) {
        apr_bucket *bucket;
        apr_status_t status = ap_get_brigade(r->input_filters, part, AP_MODE_READBYTES, APR_BLOCK_READ, HUGE_STRING_LEN);
        if (status != APR_SUCCESS) {
            return ap_map_http_request_error(status, HTTP_BAD_REQUEST);
        }
        while (!APR_BRIGADE_EMPTY(part)) {
            bucket = APR_BRIGADE_FIRST(part);
            APR_BUCKET_REMOVE(bucket);
            if (APR_BUCKET_IS_EOS(bucket)) {
                end = 1;
                apr_bucket_destroy(bucket);
            } else {
                apr_bucket_setaside(bucket, r->pool);
                APR_BRIGADE_INSERT_TAIL(choice->body, bucket);
            }
        }
    }
    return OK;
}

static apr_status_t replay(ap_filter_t *f, apr_bucket_brigade *out, ap_input_mode_t mode, apr_read_type_e block,
                           apr_off_t bytes) {
    apr_bucket_brigade *rest = f->ctx;
    apr_bucket *bucket;
    if (mode != AP_MODE_READBYTES) {
        return ap_get_brigade(f->next, out, mode, block, bytes);
    }
    if (APR_BRIGADE_EMPTY(rest)) {
        return APR_EOF;
    }
    if (apr_brigade_partition(rest, bytes, &bucket) == APR_INCOMPLETE) {
        bucket = APR_BRIGADE_SENTINEL(rest);
    }
    while (!APR_BRIGADE_EMPTY(rest) && APR_BRIGADE_FIRST(rest) != bucket) {
        apr_bucket *first = APR_BRIGADE_FIRST(rest);
        APR_BUCKET_REMOVE(first);
        APR_BRIGADE_INSERT_TAIL(out, first);
    }
    return APR_SUCCESS;
}

static ap_filter_t *send_again(request_rec *r, choice_t *choice) {
    apr_bucket_brigade *copy = apr_brigade_create(r->pool, r->connection->bucket_alloc);
    apr_bucket *bucket;
    if (!choice->body) {
        return NULL;
    }
    for (bucket = APR_BRIGADE_FIRST(choice->body); bucket != APR_BRIGADE_SENTINEL(choice->body);
         bucket = APR_BUCKET_NEXT(bucket)) {
        apr_bucket *twin;
        apr_bucket_copy(bucket, &twin);
        APR_BRIGADE_INSERT_TAIL(copy, twin);
    }
    APR_BRIGADE_INSERT_TAIL(copy, apr_bucket_eos_create(r->connection->bucket_alloc));
    return ap_add_input_filter(FILTER, copy, r, r->connection);
}

/* mod_proxy hands back an answer of 503 instead of passing it on, and keeps the Host header; for this request only. */
static void own_proxy_settings(request_rec *r) {
    ap_conf_vector_t *own = ap_create_request_config(r->pool);
    module *proxy = ap_find_linked_module("mod_proxy.c");
    proxy_dir_conf *settings;
    module *m;
    for (m = ap_top_module; m; m = m->next) {
        ap_set_module_config(own, m, ap_get_module_config(r->per_dir_config, m));
    }
    settings = apr_pmemdup(r->pool, ap_get_module_config(r->per_dir_config, proxy), sizeof *settings);
    settings->error_override = 1;
    settings->error_override_set = 1;
    settings->error_override_codes = apr_array_make(r->pool, 1, sizeof(int));
    APR_ARRAY_PUSH(settings->error_override_codes, int) = HTTP_SERVICE_UNAVAILABLE;
    settings->preserve_host = 1;
    settings->preserve_host_set = 1;
    ap_set_module_config(own, proxy, settings);
    r->per_dir_config = own;
}

static int attempt(request_rec *r, choice_t *choice, const server_t *server) {
    ap_filter_t *body = send_again(r, choice);
    int status;
    r->proxyreq = PROXYREQ_REVERSE;
    r->handler = "proxy-server";
    r->filename = apr_pstrcat(r->pool, "proxy:http://", server->host, ":", server->port, ap_escape_uri(r->pool, r->uri),
                              r->args ? "?" : NULL, r->args, NULL);
    status = ap_run_handler(r);
    if (body) {
        ap_remove_input_filter(body);
    }
    return status;
}

static void forget(request_rec *r) {
    r->status = HTTP_OK;
    r->status_line = NULL;
    apr_table_clear(r->headers_out);
    apr_table_clear(r->err_headers_out);
    apr_table_unset(r->notes, "proxy-error-override");
    apr_table_unset(r->notes, "error-notes");
}

static int has_body(request_rec *r) {
    const char *length = apr_table_get(r->headers_in, "Content-Length");
    return (length && apr_atoi64(length) > 0) || apr_table_get(r->headers_in, "Transfer-Encoding");
}

static int serve(request_rec *r) {
    choice_t *choice;
    apr_array_header_t *tried;
    server_t *server;
    const char *why;
    int unavailable = 0;
    int status;
    if (!r->handler || strcmp(r->handler, HANDLER)) {
        return DECLINED;
    }
    choice = ap_get_module_config(r->request_config, &WAS_MODULE);
    if (!choice || !ap_find_linked_module("mod_proxy.c")) {
        return HTTP_INTERNAL_SERVER_ERROR;
    }
    if ((status = keep_body(r, choice)) != OK) {
        return status;
    }
    own_proxy_settings(r);
    tried = apr_array_make(r->pool, 4, sizeof(server_t *));
    while ((server = next_server(r, choice, tried, &why))) {
        int answered;
        APR_ARRAY_PUSH(tried, server_t *) = server;
        apr_table_setn(r->subprocess_env, "WAS", server->name);
        apr_table_setn(r->subprocess_env, "WAS_WHY", why);
        status = attempt(r, choice, server);
        answered = apr_table_get(r->notes, "proxy-error-override") != NULL;
        if (status != HTTP_SERVICE_UNAVAILABLE || r->connection->aborted) {
            /* what broke after it had begun is not tried again */
            return status == HTTP_BAD_GATEWAY ? HTTP_INTERNAL_SERVER_ERROR : status;
        }
        forget(r);
        if (answered) {
            unavailable = 1;
        } else {
            server->down_until = apr_time_now() + choice->cluster->retry;
            tell(choice->plugin, "ERROR",
                 apr_psprintf(r->pool, "ws_common: websphereExecute: Failed to connect to %s, marking it down", server->name));
        }
        if (!choice->body && has_body(r)) {
            break;
        }
    }
    tell(choice->plugin, "ERROR",
         apr_psprintf(r->pool, "ws_common: websphereHandleRequest: no server of %s for %s", choice->cluster->name, r->uri));
    r->handler = HANDLER;
    r->proxyreq = PROXYREQ_NONE;
    return unavailable ? HTTP_SERVICE_UNAVAILABLE : HTTP_INTERNAL_SERVER_ERROR;
}

/* ---- set-up ---- */

static void *create_server(apr_pool_t *pool, server_rec *s) {
    (void) s;
    return apr_pcalloc(pool, sizeof(server_config_t));
}

static void *merge_server(apr_pool_t *pool, void *base, void *over) {
    server_config_t *merged = apr_pcalloc(pool, sizeof *merged);
    const char *own = ((server_config_t *) over)->path;
    merged->path = own ? own : ((server_config_t *) base)->path;
    return merged;
}

static const char *set_path(cmd_parms *cmd, void *unused, const char *path) {
    server_config_t *mine = ap_get_module_config(cmd->server->module_config, &WAS_MODULE);
    (void) unused;
    mine->path = ap_server_root_relative(cmd->pool, path);
    return NULL;
}

/* As root: opens the logs. What is wrong with a file is told, and the server starts without its routes. */
static int open_logs(apr_pool_t *pool, apr_pool_t *log_pool, apr_pool_t *temporary, server_rec *main_server) {
    apr_hash_t *plugins = apr_hash_make(pool);
    server_rec *s;
    (void) log_pool;
    if (ap_state_query(AP_SQ_MAIN_STATE) == AP_SQ_MS_CREATE_PRE_CONFIG) {
        return OK;
    }
    affinity_switch = getenv("LAB_PLUGIN_AFFINITY_ALL");
    for (s = main_server; s; s = s->next) {
        server_config_t *mine = ap_get_module_config(s->module_config, &WAS_MODULE);
        if (!mine->path) {
            continue;
        }
        mine->plugin = apr_hash_get(plugins, mine->path, APR_HASH_KEY_STRING);
        if (!mine->plugin) {
            const char *problem;
            config_t *config = load(temporary, mine->path, &problem);
            plugin_t *plugin = mine->plugin = apr_pcalloc(pool, sizeof *plugin);
            plugin->path = mine->path;
            apr_hash_set(plugins, mine->path, APR_HASH_KEY_STRING, plugin);
            if (!config) {
                ap_log_error(APLOG_MARK, APLOG_ERR, 0, main_server, "plug-in: Failed to load the config file %s: %s",
                             mine->path, problem);
            } else if (config->log) {
                apr_file_open(&plugin->log, config->log, APR_WRITE | APR_CREATE | APR_APPEND, APR_OS_DEFAULT, pool);
            }
        }
    }
    return OK;
}

static void child(apr_pool_t *pool, server_rec *main_server) {
    server_rec *s;
    for (s = main_server; s; s = s->next) {
        server_config_t *mine = ap_get_module_config(s->module_config, &WAS_MODULE);
        plugin_t *plugin = mine->plugin;
        if (plugin && !plugin->pool) {
            plugin->pool = pool;
            plugin->looked = apr_time_now();
            apr_thread_mutex_create(&plugin->lock, APR_THREAD_MUTEX_DEFAULT, pool);
            read_again(plugin);
        }
    }
}

static void hooks(apr_pool_t *pool) {
    static const char *const after[] = {"mod_alias.c", "mod_rewrite.c", "mod_proxy.c", NULL};
    (void) pool;
    ap_hook_post_config(open_logs, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_child_init(child, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_translate_name(translate, after, NULL, APR_HOOK_MIDDLE);
    ap_hook_map_to_storage(no_file, NULL, NULL, APR_HOOK_FIRST);
    ap_hook_handler(serve, NULL, NULL, APR_HOOK_FIRST);
    ap_register_input_filter(FILTER, replay, NULL, AP_FTYPE_RESOURCE);
}

static const command_rec commands[] = {
    AP_INIT_TAKE1("WebSpherePluginConfig", set_path, NULL, RSRC_CONF, "absolute path of plugin-cfg.xml"),
    {NULL}
};

module AP_MODULE_DECLARE_DATA WAS_MODULE = {
    STANDARD20_MODULE_STUFF, NULL, NULL, create_server, merge_server, commands, hooks, 0
};
