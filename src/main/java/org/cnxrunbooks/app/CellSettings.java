package org.cnxrunbooks.app;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.cell.OsFamily;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One Connections deployment as it was written.
 *
 * @param release What is installed.
 * @param os Operating system family of the hosts; decides the vendor's default directories.
 * @param hosts Machines by name, and how SSH reaches them.
 * @param deploymentManager The deployment manager and how wsadmin reaches it.
 * @param nodes Managed nodes, one per profile.
 * @param clusters Clusters in the order in which they are to be started.
 * @param webServers IBM HTTP Servers in front of the cell.
 * @param databases Database instances and the databases in them.
 * @param directories Where things are; the vendor's default for what is left out.
 * @param contentManager Connections Content Manager; leave it out where it is not installed.
 * @param vantagePoints Places from which web servers are looked at; this application and every node when left out.
 * @param banner The banner of Connections 8; leave it out where it is not enabled.
 */
record CellSettings(
        @Nullable
                @Valid
                @NotNull(
                        message =
                                "a release level HINT: Set release.product, release.release and release.cumulative-refresh.")
                ReleaseSettings release,
        @Nullable
                @NotNull(message = "linux, aix or windows HINT: Name the operating system family of the cell's hosts.")
                OsFamily os,
        @DefaultValue @NotEmpty(message = "at least one host HINT: Describe each machine under hosts.<name>.")
                Map<String, @Valid HostSettings> hosts,
        @Nullable
                @Valid
                @NotNull(
                        message =
                                "a deployment manager HINT: Set deployment-manager.host, cell-name, profile, user and password.")
                DeploymentManagerSettings deploymentManager,
        @DefaultValue @NotEmpty(message = "at least one node HINT: List every profile that runs Connections servers.")
                List<@Valid NodeSettings> nodes,
        @DefaultValue
                @NotEmpty(message = "at least one cluster HINT: List the clusters in the order in which they start.")
                List<@Valid ClusterSettings> clusters,
        @DefaultValue List<@Valid WebServerSettings> webServers,
        @DefaultValue
                @NotEmpty(
                        message =
                                "at least one database instance HINT: A backup without its databases cannot be restored.")
                List<@Valid DatabaseSettings> databases,
        @DefaultValue @Valid DirectorySettings directories,
        @Nullable @Valid ContentManagerSettings contentManager,
        @DefaultValue List<@Valid VantagePointSettings> vantagePoints,
        @Nullable @Valid BannerSettings banner) {}
