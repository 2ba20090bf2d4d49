package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a real web server: programs, configuration and the directory {@code conf.d}, in one of two flavours.
 *
 * <p>IBM HTTP Server 9 (Apache 2.4, event, without the old access control words) and 8.5 (Apache 2.2, worker). The second
 * is an Apache 2.4 as well, so its programs refuse the words that 2.2 does not know.
 */
record LabHttpdTree(LabLayout layout, LabLayout.Web web, boolean https) {

    static final Path MODULES = Path.of("/usr/lib/apache2/modules");

    /** @return whether a file of the configuration was missing or not as it is at the start */
    boolean write() throws IOException {
        Path root = layout.httpServer(web);
        if (!Files.exists(root.resolve("modules"))) {
            Files.createDirectories(root.resolve("logs"));
            Files.createSymbolicLink(root.resolve("modules"), MODULES);
            plugin();
            LabTree.text(root.resolve("conf/mime.types"), "text/html html\nimage/png png\ntext/css css\n");
            LabScripts.executable(root.resolve("bin/apachectl"), filled("apachectl.sh", programs()));
            LabScripts.executable(root.resolve("bin/httpd"), filled("httpd.sh", programs()));
        }
        boolean changed = false;
        for (Map.Entry<Path, String> file : configuration().entrySet()) {
            if (!Files.exists(file.getKey()) || !Files.readString(file.getKey()).equals(file.getValue())) {
                LabTree.text(file.getKey(), file.getValue());
                changed = true;
            }
        }
        return changed;
    }

    private void plugin() throws IOException {
        String level = web.old() ? "ap22" : "ap24";
        Path bin = Files.createDirectories(layout.plugins(web).resolve("bin/64bits"));
        Files.copy(LabPlugin.module(level), bin.resolve("mod_was_" + level + "_http.so"));
        Files.createDirectories(layout.pluginLog(web).getParent());
    }

    private Map<Path, String> configuration() throws IOException {
        Path root = layout.httpServer(web);
        Map<String, String> values = values();
        values.put("PLUGINS", layout.plugins(web).toString());
        values.put("PLUGIN_CONFIG", layout.pluginConfig(web).toString());
        values.put("SSL", https ? filled(web.name() + "/httpd-ssl.conf", values) : "");
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(layout.pluginConfig(web), new LabPluginConfig(layout, web).text());
        files.put(root.resolve("conf/httpd.conf"), filled(web.name() + "/httpd.conf", values));
        for (String part : new String[] {"conf.d/10-mobile.conf", "conf.d/90-status.conf"}) {
            files.put(root.resolve(part), filled(web.name() + "/" + part, values));
        }
        return files;
    }

    private Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        values.put("ROOT", layout.httpServer(web).toString());
        values.put("ADDRESS", layout.address(web.host()));
        values.put("HTTP", Integer.toString(LabLayout.HTTP_PORT));
        values.put("HTTPS", Integer.toString(LabLayout.HTTPS_PORT));
        values.put("MOBILE", Integer.toString(LabLayout.MOBILE_PORT));
        values.put("SERVER_LIMIT", "8");
        values.put("THREADS", "25");
        values.put("WORKERS", "100");
        values.put("COMPONENT_PACK", layout.address("node1") + ":9080");
        values.put("CRAWLER", layout.crawler());
        return values;
    }

    private Map<String, String> programs() {
        String compiledIn = "-C 'DefaultRuntimeDir logs' -C 'Mutex file:logs default' "
                + module(web.old() ? "mpm_worker" : "mpm_event");
        return Map.of(
                "HOST",
                web.host(),
                "LEDGER",
                LabScripts.quoted(layout.ledger().toString()),
                "ROOT",
                LabScripts.quoted(layout.httpServer(web).toString()),
                "OLD",
                web.old() ? "yes" : "no",
                "NAME",
                web.name(),
                "FAULTS",
                LabScripts.quoted(layout.faults().toString()),
                "VERSION",
                web.old() ? "IBM_HTTP_Server/8.5.5.26" : "IBM_HTTP_Server/9.0.5.21",
                "COMPILED_IN",
                web.old() ? compiledIn + module("authz_core") + module("access_compat") : compiledIn);
    }

    private static String module(String name) {
        return " -C 'LoadModule " + name + "_module modules/mod_" + name + ".so'";
    }

    private static String filled(String resource, Map<String, String> values) throws IOException {
        String text = LabScripts.resource(resource);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return text;
    }
}
