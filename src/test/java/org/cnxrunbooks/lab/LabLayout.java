package org.cnxrunbooks.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where everything of a lab is: names, addresses, ports and absolute paths. All hosts see one file tree, so the vendor's
 * paths carry the host's root in front; shared content stands beside the hosts, as a mounted file system would.
 *
 * @param lab directory of the lab, absolute
 * @param network the k of 127.0.k.x
 * @param clusters in the order in which they start
 */
record LabLayout(Path lab, int network, List<String> clusters) {

    static final String CELL = "LabCell";
    static final String DMGR_NODE = "LabDmgrNode";
    static final List<String> HOSTS = List.of("dmgr", "node1", "node2", "web", "db", "web2");
    static final List<String> NODES = List.of("LabNode1", "LabNode2");
    static final List<String> APPLICATIONS = List.of(
            "Activities",
            "Blogs",
            "Communities",
            "Dogear",
            "FileNetEngine",
            "Files",
            "Homepage",
            "News",
            "Profiles",
            "PushNotification",
            "Search",
            "Wikis",
            "fncs");
    /** Applications by the first word of their paths. */
    static final Map<String, String> CONTEXTS = Map.ofEntries(
            Map.entry("activities", "Activities"),
            Map.entry("blogs", "Blogs"),
            Map.entry("communities", "Communities"),
            Map.entry("dogear", "Dogear"),
            Map.entry("files", "Files"),
            Map.entry("homepage", "Homepage"),
            Map.entry("news", "News"),
            Map.entry("profiles", "Profiles"),
            Map.entry("push", "PushNotification"),
            Map.entry("search", "Search"),
            Map.entry("wikis", "Wikis"));

    static final List<String> DATABASES = List.of(
            "OPNACT",
            "BLOGS",
            "SNCOMM",
            "DOGEAR",
            "FILES",
            "FORUM",
            "HOMEPAGE",
            "METRICS",
            "MOBILE",
            "PEOPLEDB",
            "WIKIS",
            "XCC",
            "ESSAPPS",
            "PNS");
    static final List<String> FILENET_DATABASES = List.of("FNGCD", "FNOS");
    static final String POSTGRES_DATABASE = "boards";
    static final int SSH_PORT = 2222;
    static final int SOAP_PORT = 8879;
    static final int AGENT_PORT = 8878;
    /** Of the PostgreSQL behind the Db2 look-alike. */
    static final int DB2_PORT = 50000;

    /** Of the PostgreSQL in its own right. */
    static final int POSTGRES_PORT = 5433;

    static final int HTTP_PORT = 8081;
    static final int HTTPS_PORT = 8443;
    static final int MOBILE_PORT = 8082;

    /** IBM HTTP Server 9 and 8.5. */
    static final List<Web> WEB_SERVERS =
            List.of(new Web("webserver1", "web", false), new Web("webserver2", "web2", true));

    /**
     * A web server.
     *
     * @param old whether it behaves as IBM HTTP Server 8.5 (Apache 2.2) rather than 9 (Apache 2.4)
     */
    record Web(String name, String host, boolean old) {}

    /** Of the members of each cluster that a cell may have. */
    private static final Map<String, Integer> PORTS =
            new TreeMap<>(Map.of("AppsCluster", 9080, "InfraCluster", 9081, "UtilCluster", 9082, "PushCluster", 9083));

    /** An application server. */
    record Member(String node, String name, String cluster, String cloneId, int port) {}

    String address(String host) {
        return "127.0." + network + "." + (11 + HOSTS.indexOf(host));
    }

    Path root(String host) {
        return lab.resolve(host);
    }

    static String hostOf(String node) {
        return node.equals(DMGR_NODE) ? "dmgr" : "node" + (NODES.indexOf(node) + 1);
    }

    Path appServer(String host) {
        return root(host).resolve("opt/IBM/WebSphere/AppServer");
    }

    Path profile(String node) {
        return appServer(hostOf(node)).resolve("profiles").resolve(node.equals(DMGR_NODE) ? "Dmgr01" : "AppSrv01");
    }

    Path cellConfig() {
        return profile(DMGR_NODE).resolve("config/cells").resolve(CELL);
    }

    Path connections() {
        return root("dmgr").resolve("opt/IBM/Connections");
    }

    Path localData() {
        return connections().resolve("data/local");
    }

    Path shared() {
        return lab.resolve("shared");
    }

    /** FileNet's storage area, moved out of the shared data. */
    Path storageArea() {
        return lab.resolve("filenet/storage area");
    }

    Path engineEar() {
        return connections().resolve("FileNet/ContentEngine/tools/configure/profiles/CCM/ear");
    }

    Path installationManager() {
        return root("dmgr").resolve("opt/IBM/InstallationManager");
    }

    Path installationManagerData() {
        return root("dmgr").resolve("var/ibm/InstallationManager");
    }

    Path sharedResources() {
        return root("dmgr").resolve("opt/IBM/IMShared");
    }

    /** An address that one of the web servers' own rules shuts out of Files. */
    String crawler() {
        return "127.0." + network + ".99";
    }

    /** An address that begins as node 1's does. */
    String neighbour() {
        return address("node1") + "1";
    }

    Path httpServer(Web web) {
        return root(web.host()).resolve("opt/IBM/HTTPServer");
    }

    /** Name of a web server's own node in the cell. */
    static String webNode(Web web) {
        return "Lab" + web.host().substring(0, 1).toUpperCase(Locale.ROOT)
                + web.host().substring(1);
    }

    /** Installation of the plug-ins beside a web server. */
    Path plugins(Web web) {
        return root(web.host()).resolve("opt/IBM/WebSphere/Plugins");
    }

    Path pluginConfig(Web web) {
        return plugins(web).resolve("config").resolve(web.name()).resolve("plugin-cfg.xml");
    }

    Path pluginLog(Web web) {
        return plugins(web).resolve("logs").resolve(web.name()).resolve("http_plugin.log");
    }

    Path databaseBackups() {
        return root("db").resolve("backup");
    }

    Path db2Bin() {
        return root("db").resolve("home/db2inst1/sqllib/bin");
    }

    Path fixes() {
        return connections().resolve("updateInstaller/fixes");
    }

    Path run() {
        return lab.resolve("run");
    }

    Path faults() {
        return lab.resolve("faults");
    }

    Path ledger() {
        return lab.resolve("ledger.jsonl");
    }

    /** Password of the banner's user. */
    Path bannerPassword() {
        return lab.resolve("secrets/banner-password");
    }

    /** Opens the lab's backups. */
    Path backupKey() {
        return lab.resolve("backup-key.txt");
    }

    /** Caught mail, a directory for each recipient. */
    Path mail() {
        return lab.resolve("mail");
    }

    Path wsadminPassword() {
        return lab.resolve("secrets/wsadmin-password");
    }

    List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (String node : NODES) {
            int number = NODES.indexOf(node) + 1;
            for (String cluster : PORTS.keySet()) {
                if (clusters.contains(cluster)) {
                    String clone = cluster.replace("Cluster", "").toLowerCase(Locale.ROOT) + "_srv" + number;
                    members.add(new Member(node, cluster + "_server" + number, cluster, clone, PORTS.get(cluster)));
                }
            }
        }
        return members;
    }

    /** One request path that the cluster serves. */
    static String path(String cluster) {
        return switch (cluster) {
            case "AppsCluster" -> "/files/";
            case "UtilCluster" -> "/homepage/";
            case "PushCluster" -> "/push/";
            default -> "/profiles/";
        };
    }

    /** Who runs an application; a cluster that this cell does not have gives its applications to InfraCluster. */
    String clusterOf(String application) {
        String cluster =
                switch (application) {
                    case "Activities", "Blogs", "Dogear", "Files", "Wikis" -> "AppsCluster";
                    case "Homepage" -> "UtilCluster";
                    case "PushNotification" -> "PushCluster";
                    default -> "InfraCluster";
                };
        return clusters.contains(cluster) ? cluster : "InfraCluster";
    }

    List<String> db2Databases(LabOptions options) {
        List<String> all = new ArrayList<>(DATABASES);
        if (options.contentManager() != LabOptions.Filenet.NONE) {
            all.addAll(FILENET_DATABASES);
        }
        return all;
    }
}
