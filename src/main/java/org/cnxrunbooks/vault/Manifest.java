package org.cnxrunbooks.vault;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.cell.ReleaseLevel;
import org.jspecify.annotations.Nullable;

/**
 * What a finished set holds and where it came from: everything that a restore needs to judge whether the set may go
 * onto a cell, and to put every item back. Written last; a set without one is not finished.
 *
 * @param format version of this layout, {@value #FORMAT}
 * @param runId business key of the run
 * @param changeReference change or ticket number
 * @param reason in the words of the person who asked for the backup
 * @param startedBy user id
 * @param approvedBy user id, never the same
 * @param planDigest SHA-256 of the plan that was approved
 * @param created UTC
 * @param origin the cell that the set was taken from
 * @param consistency the time in which nothing changed
 * @param stores archives, in the order of the plan
 * @param databases images, in the order in which they were made
 * @param roles role mappings of every application, {@code roles/<application>.json}, encrypted {@code ….json.age}
 * @param filenetAdmin what was found and decided about FileNet's administrator; null without Connections Content Manager
 * @param skipped what a person decided to leave out
 * @param encrypted who can read archives, lists, images and role mappings; null where they are not encrypted here
 */
public record Manifest(
        int format,
        String runId,
        String changeReference,
        String reason,
        String startedBy,
        String approvedBy,
        String planDigest,
        Instant created,
        Origin origin,
        Consistency consistency,
        List<PackedStore> stores,
        List<StoredImage> databases,
        List<StoredText> roles,
        @Nullable FilenetAdmin filenetAdmin,
        List<Skipped> skipped,
        @Nullable Encrypted encrypted) {

    public static final int FORMAT = 2;

    public Manifest {
        stores = List.copyOf(stores);
        databases = List.copyOf(databases);
        roles = List.copyOf(roles);
        skipped = List.copyOf(skipped);
    }

    /**
     * @param cell name in the configuration
     * @param websphereCell the WebSphere cell's own name
     * @param release exact level; {@code /provision} goes back to this level only
     * @param os {@code LINUX}, {@code AIX} or {@code WINDOWS}
     * @param hosts configured name to what the host calls itself
     * @param deploymentManager its host and profile
     * @param nodes managed nodes
     * @param directories by name, e.g. {@code sharedData}, as they were on the hosts
     */
    public record Origin(
            String cell,
            String websphereCell,
            ReleaseLevel release,
            String os,
            Map<String, String> hosts,
            Profile deploymentManager,
            List<Profile> nodes,
            Map<String, String> directories) {

        public Origin {
            hosts = Map.copyOf(hosts);
            nodes = List.copyOf(nodes);
            directories = Map.copyOf(directories);
        }
    }

    /** A WebSphere profile: node name, host and directory. */
    public record Profile(String node, String host, String path) {}

    /**
     * The servers were proven stopped at the first moment and had not been started again by the last: all stores and
     * images were read in between.
     */
    public record Consistency(Instant serversStopped, Instant lastRead) {}

    /**
     * @param alias J2C authentication alias
     * @param userId user id in that alias
     * @param uniqueName as the user registry answered
     * @param realm {@code local} or {@code ldap}, as a person decided
     * @param decidedBy user id of that person
     */
    public record FilenetAdmin(String alias, String userId, String uniqueName, String realm, String decidedBy) {}

    /**
     * @param step BPMN element or item id
     * @param reason in the words of the person
     * @param decidedBy user id
     */
    public record Skipped(String step, String reason, String decidedBy) {}

    /**
     * Files that end in {@code .age} are in that format.
     *
     * @param format {@code age-encryption.org/v1}
     * @param recipients public keys, each of which alone opens every file
     */
    public record Encrypted(String format, List<String> recipients) {

        public Encrypted {
            recipients = List.copyOf(recipients);
        }
    }
}
