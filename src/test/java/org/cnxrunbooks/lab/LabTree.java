package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/** Writes the files of the pretend cell. Contents are of our own making; only names and places are the vendor's. */
final class LabTree {

    private final LabLayout layout;
    private final LabOptions options;

    LabTree(LabLayout layout, LabOptions options) {
        this.layout = layout;
        this.options = options;
    }

    void write() throws IOException {
        dmgrProfile();
        for (String node : LabLayout.NODES) {
            nodeProfile(node);
        }
        for (String host : new String[] {"dmgr", "node1", "node2"}) {
            text(layout.appServer(host).resolve("properties/profileRegistry.xml"), profileRegistry(host));
        }
        new LabContentTree(layout, options).write();
        new LabInstallationManagerTree(layout).write();
        Files.createDirectories(layout.databaseBackups());
        Files.createDirectories(layout.db2Bin());
    }

    private void dmgrProfile() throws IOException {
        Path cell = layout.cellConfig();
        boolean local = options.contentManager() == LabOptions.Filenet.LOCAL;
        text(cell.resolve("cell.xml"), "<topology.cell name=\"" + LabLayout.CELL + "\" cellType=\"DISTRIBUTED\"/>\n");
        text(
                cell.resolve("security.xml"),
                """
                <security:Security useLocalSecurityServer="true" enabled="true">
                  <authDataEntries alias="connectionsAdmin" userId="wasadmin" password="{xor}bGFi"/>
                  <authDataEntries alias="filenetAdmin" userId="filenetadmin" password="{xor}bGFi"/>
                </security:Security>
                """);
        text(
                cell.resolve("fileRegistry.xml"),
                """
                <sdo:datagraph>
                  <wim:Root>
                    <wim:entities><wim:identifier uniqueName="uid=wasadmin,o=defaultWIMFileBasedRealm"/></wim:entities>
                %s  </wim:Root>
                </sdo:datagraph>
                """
                        .formatted(
                                local
                                        ? "    <wim:entities><wim:identifier uniqueName=\"uid=filenetadmin,o=defaultWIMFileBasedRealm\"/></wim:entities>\n"
                                        : ""));
        Files.setPosixFilePermissions(cell.resolve("fileRegistry.xml"), PosixFilePermissions.fromString("rw-------"));
        text(cell.resolve("admin-authz.xml"), "<rolebasedauthz:AuthorizationTableExt/>\n");
        text(cell.resolve("resources.xml"), "<xmi:XMI/>\n");
        text(cell.resolve("variables.xml"), variables());
        text(cell.resolve("wim/config/wimconfig.xml"), "<config:configurationProvider/>\n");
        for (String file : new String[] {
            "LotusConnections-config.xml", "files-config.xml", "wikis-config.xml", "profiles-config.xml"
        }) {
            text(
                    cell.resolve("LotusConnections-config").resolve(file),
                    "<config><versionStamp value=\"20261121.080000\"/></config>\n");
        }
        text(cell.resolve("LotusConnections-config/notifications/mail template.ftl"), "Dear reader\n");
        for (String node : LabLayout.NODES) {
            text(
                    cell.resolve("nodes/" + node + "/serverindex.xml"),
                    "<serverindex:ServerIndex hostName=\"" + layout.address(LabLayout.hostOf(node)) + "\"/>\n");
        }
        text(
                cell.resolve("nodes/" + LabLayout.DMGR_NODE + "/serverindex.xml"),
                "<serverindex:ServerIndex hostName=\"" + layout.address("dmgr") + "\"/>\n");
        for (LabLayout.Web web : LabLayout.WEB_SERVERS) {
            text(
                    cell.resolve("nodes/" + LabLayout.webNode(web) + "/servers/" + web.name() + "/plugin-cfg.xml"),
                    new LabPluginConfig(layout, web).text());
        }
        clientProperties(layout.profile(LabLayout.DMGR_NODE));
    }

    private String variables() {
        StringBuilder xml = new StringBuilder("<variables:VariableMap>\n");
        webSphereVariables(layout)
                .forEach((name, value) ->
                        xml.append("  <entries symbolicName=\"" + name + "\" value=\"" + value + "\"/>\n"));
        return xml.append("</variables:VariableMap>\n").toString();
    }

    /** The cell's variables; the content stores' names are the vendor's (HCL, "WebSphere environment variables"). */
    static Map<String, String> webSphereVariables(LabLayout layout) {
        Map<String, String> all = new TreeMap<>();
        Map.of(
                        "ACTIVITIES_CONTENT_DIR", "activities/content",
                        "ACTIVITIES_STATS_DIR", "activities/statistic",
                        "CONNECTIONS_CONFIGURATION_PATH", "configuration",
                        "CONNECTIONS_CUSTOMIZATION_PATH", "customization",
                        "FILES_CONTENT_DIR", "files/upload",
                        "WIKIS_CONTENT_DIR", "wikis/upload",
                        "EXTRACTED_FILE_STORE", "search/extracted",
                        "MESSAGE_STORE_PATH", "messageStores")
                .forEach((name, below) ->
                        all.put(name, layout.shared().resolve(below).toString()));
        all.put("SEARCH_INDEX_DIR", layout.localData().resolve("search/index").toString());
        all.put("CATALOG_INDEX_DIR", layout.localData().resolve("catalog/index").toString());
        return all;
    }

    private void nodeProfile(String node) throws IOException {
        Path profile = layout.profile(node);
        text(
                profile.resolve("config/cells/" + LabLayout.CELL + "/nodes/" + node + "/node.xml"),
                "<topology.node name=\"" + node + "\"/>\n");
        text(profile.resolve("tranlog/" + LabLayout.CELL + "/log1"), "transactions\n");
        clientProperties(profile);
    }

    private void clientProperties(Path profile) throws IOException {
        Path file = profile.resolve("properties/soap.client.props");
        text(
                file,
                "com.ibm.SOAP.requestTimeout=180\ncom.ibm.SOAP.loginUserid=wasadmin\ncom.ibm.SOAP.loginPassword="
                        + Files.readString(layout.wsadminPassword()).strip() + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private String profileRegistry(String host) {
        String name = host.equals("dmgr") ? "Dmgr01" : "AppSrv01";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<profiles>\n  <profile isAReservationTicket=\"false\" isDefault=\"true\" name=\""
                + name + "\" path=\""
                + layout.appServer(host).resolve("profiles").resolve(name) + "\" template=\"default\"/>\n</profiles>\n";
    }

    static void text(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
