package org.cnxrunbooks.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plugin-cfg.xml as the deployment manager generates it for one web server: its prolog, its order of elements and its
 * habits (a cluster for the deployment manager itself that has no transport, attributes by alphabet).
 *
 * <p>webserver1 has what is usually generated: all members primary. webserver2 has what seed 002 shows: node 1 primary, node
 * 2 backup; there one cluster names its backups first, and a cluster that somebody has taken out stands in a comment.
 */
record LabPluginConfig(LabLayout layout, LabLayout.Web web) {

    private static final String CLUSTER =
            """
               <ServerCluster CloneSeparatorChange="false" GetDWLMTable="false" IgnoreAffinityRequests="true" LoadBalance="Round Robin" Name="%s" PostBufferSize="64" PostSizeLimit="-1" RemoveSpecialHeaders="true" RetryInterval="60">
            """;

    String text() {
        StringBuilder xml = new StringBuilder();
        xml.append(
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><!--HTTP server plugin config file for the webserver "
                        + LabLayout.CELL + "." + LabLayout.webNode(web) + "." + web.name()
                        + " generated on 2026.11.02 at 09:12:55 AM UTC-->\n");
        xml.append(
                """
                <Config ASDisableNagle="false" AcceptAllContent="false" AppServerPortPreference="HostHeader" ChunkedResponse="false" FIPSEnable="false" IISDisableNagle="false" IISPluginPriority="High" IgnoreDNSFailures="false" RefreshInterval="60" ResponseChunkSize="64" VHostMatchingCompat="false">
                   <Log LogLevel="Error" Name="%s"/>
                   <Property Name="ESIEnable" Value="true"/>
                   <Property Name="ESIMaxCacheSize" Value="1024"/>
                   <Property Name="PluginInstallRoot" Value="%s"/>
                   <VirtualHostGroup Name="default_host">
                """
                        .formatted(layout.pluginLog(web), layout.plugins(web) + "/"));
        for (int port :
                new int[] {9080, 80, 9443, 443, LabLayout.HTTP_PORT, LabLayout.HTTPS_PORT, LabLayout.MOBILE_PORT}) {
            xml.append("      <VirtualHost Name=\"*:").append(port).append("\"/>\n");
        }
        xml.append("   </VirtualHostGroup>\n");
        layout.clusters().forEach(cluster -> cluster(xml, cluster));
        xml.append(CLUSTER.formatted("dmgr_" + LabLayout.DMGR_NODE + "_Cluster"))
                .append("      <Server ConnectTimeout=\"0\" ExtendedHandshake=\"false\" MaxConnections=\"-1\" Name=\""
                        + LabLayout.DMGR_NODE + "_dmgr\" ServerIOTimeout=\"900\" WaitForContinue=\"false\"/>\n")
                .append("   </ServerCluster>\n");
        if (web.old()) {
            xml.append("   <!-- moved to AppsCluster in spring\n")
                    .append(CLUSTER.formatted("FilesCluster"))
                    .append("      <Server Name=\"" + LabLayout.NODES.get(0) + "_FilesCluster_server1\"/>\n")
                    .append("   </ServerCluster> -->\n");
        }
        layout.clusters().forEach(cluster -> route(xml, cluster));
        xml.append(
                """
                   <RequestMetrics armEnabled="false" loggingEnabled="false" rmEnabled="false" traceLevel="HOPS">
                      <filters enable="false" type="URI">
                         <filterValues enable="false" value="/snoop"/>
                      </filters>
                   </RequestMetrics>
                </Config>
                """);
        return xml.toString();
    }

    private void cluster(StringBuilder xml, String cluster) {
        List<LabLayout.Member> members = layout.members().stream()
                .filter(member -> member.cluster().equals(cluster))
                .toList();
        xml.append(CLUSTER.formatted(cluster));
        for (LabLayout.Member member : members) {
            xml.append(
                            "      <Server CloneID=\"%s\" ConnectTimeout=\"5\" ExtendedHandshake=\"false\" LoadBalanceWeight=\"2\" MaxConnections=\"-1\" Name=\"%s\" ServerIOTimeout=\"900\" WaitForContinue=\"false\">\n"
                                    .formatted(member.cloneId(), name(member)))
                    .append("         <Transport Hostname=\"%s\" Port=\"%d\" Protocol=\"http\"/>\n"
                            .formatted(layout.address(LabLayout.hostOf(member.node())), member.port()))
                    .append("      </Server>\n");
        }
        List<String> lists = new ArrayList<>();
        if (web.old()) {
            lists.add(list("PrimaryServers", members.subList(0, 1)));
            lists.add(list("BackupServers", members.subList(1, members.size())));
            if (cluster.equals("InfraCluster")) {
                lists.add(lists.remove(0));
            }
        } else {
            lists.add(list("PrimaryServers", members));
        }
        lists.forEach(xml::append);
        xml.append("   </ServerCluster>\n");
    }

    private static String list(String element, List<LabLayout.Member> members) {
        StringBuilder xml = new StringBuilder("      <" + element + ">\n");
        members.forEach(member ->
                xml.append("         <Server Name=\"").append(name(member)).append("\"/>\n"));
        return xml.append("      </" + element + ">\n").toString();
    }

    private void route(StringBuilder xml, String cluster) {
        String group = "default_host_" + cluster + "_URIs";
        xml.append("   <UriGroup Name=\"").append(group).append("\">\n");
        for (Map.Entry<String, String> context : new TreeMap<>(LabLayout.CONTEXTS).entrySet()) {
            if (layout.clusterOf(context.getValue()).equals(cluster)) {
                for (String pattern : new String[] {"/*", ""}) {
                    xml.append("      <Uri AffinityCookie=\"JSESSIONID\" AffinityURLIdentifier=\"jsessionid\" Name=\"/"
                            + context.getKey() + pattern + "\"/>\n");
                }
            }
        }
        xml.append("   </UriGroup>\n");
        xml.append("   <Route ServerCluster=\"" + cluster + "\" UriGroup=\"" + group
                + "\" VirtualHostGroup=\"default_host\"/>\n");
    }

    private static String name(LabLayout.Member member) {
        return member.node() + "_" + member.name();
    }
}
