package org.cnxrunbooks.backup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cnxrunbooks.backup.Candidate.Need;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.ContentManager;
import org.cnxrunbooks.cell.Node;
import org.jspecify.annotations.Nullable;

/**
 * Everything that steps 2 to 9 of HCL's and IBM's "Backing up Connections" and HCL's "Backing up the IBM Installation
 * Manager" name, for one cell. Shared directories are taken once, through the deployment manager's host.
 * Longer than most: it is the list itself.
 */
final class ItemCatalog {

    private static final String INSTALLATION_MANAGER = "installation-manager";

    /**
     * WebSphere variables of cell scope that name content stores (HCL, "WebSphere environment variables"); a site may
     * have moved any of them out of the data roots.
     */
    private static final Set<String> STORE_VARIABLES = Set.of(
            "ACTIVITIES_STATS_DIR",
            "ACTIVITIES_CONTENT_DIR",
            "DOGEAR_FAVICON_DIR",
            "CATALOG_REPLICATION_DIR",
            "CONNECTIONS_CONFIGURATION_PATH",
            "CONNECTIONS_CUSTOMIZATION_PATH",
            "ACTIVITY_STREAM_SEARCH_REPLICATION_DIR",
            "AUDIT_FILE_ROOT_DIR",
            "PROFILES_STATS_DIR",
            "EXTRACTED_FILE_STORE",
            "SEARCH_DICTIONARY_DIR",
            "MESSAGE_STORE_PATH",
            "FILES_CONTENT_DIR",
            "WIKIS_CONTENT_DIR");

    private final Cell cell;
    private final boolean includeInstallationManager;
    private final List<Candidate> candidates = new ArrayList<>();

    private ItemCatalog(Cell cell, boolean includeInstallationManager) {
        this.cell = cell;
        this.includeInstallationManager = includeInstallationManager;
    }

    /** @param includeInstallationManager whether agent data, shared directory and program go into the set together */
    static List<Candidate> of(Cell cell, boolean includeInstallationManager) {
        ItemCatalog catalog = new ItemCatalog(cell, includeInstallationManager);
        catalog.profiles();
        catalog.programs();
        catalog.content();
        if (includeInstallationManager) {
            catalog.installationManager();
        }
        cell.findContentManager().ifPresent(catalog::contentManager);
        return List.copyOf(catalog.candidates);
    }

    /** Stores that WebSphere variables place outside of everything the catalog has. */
    static List<Candidate> moved(Cell cell, Map<String, String> variables, List<Candidate> known) {
        Map<String, Candidate> byPath = new LinkedHashMap<>();
        variables.forEach((name, path) -> {
            boolean covered = known.stream()
                    .anyMatch(item -> path.equals(item.path()) || cell.os().isBelow(path, item.path()));
            if (STORE_VARIABLES.contains(name) && cell.os().isAbsolute(path) && !covered) {
                byPath.putIfAbsent(
                        path,
                        new Candidate(
                                name.toLowerCase(Locale.ROOT).replace('_', '-'),
                                cell.deploymentManager().host(),
                                path,
                                "content-store",
                                "000-6.4,001-6.4",
                                Phase.CONTENT,
                                Need.OPTIONAL,
                                null,
                                null));
            }
        });
        return List.copyOf(byPath.values());
    }

    private void profiles() {
        String manager = cell.deploymentManager().host();
        add("dmgr-profile", manager, cell.deploymentManager().profile(), "dmgr-profile", "000-5,001-5");
        for (Node node : cell.nodes()) {
            add("profile-" + slug(node.name()), node.host(), node.profile(), "profile", "000-6.2,001-6.2");
        }
        webSphereHosts()
                .forEach(host -> add(
                        "profile-registry",
                        host,
                        cell.directories().profileRegistry(cell.os()),
                        "profile-registry",
                        "000-6.3,001-6.3"));
    }

    private void programs() {
        String manager = cell.deploymentManager().host();
        add("connections-root", manager, cell.directories().connectionsRoot(), "connections-root", "000-6.1,001-6.1");
        candidates.add(new Candidate(
                "shared-resources",
                manager,
                cell.directories().sharedResources(),
                "shared-resources",
                "000-7,001-7,003-2",
                Phase.INSTALLATION,
                Need.MANDATORY,
                includeInstallationManager ? INSTALLATION_MANAGER : null,
                null));
    }

    private void content() {
        String manager = cell.deploymentManager().host();
        for (String host : nodeHosts()) {
            content("local-data", host, cell.directories().localData(), "local-data", "000-6.4,001-6.4", null);
        }
        content("shared-data", manager, cell.directories().sharedData(), "shared-data", "000-6.4,001-6.4", null);
        content(
                "provision",
                manager,
                cell.directories().provision(cell.os()),
                "provision",
                "000-0,001-0",
                cell.release().exactLevel());
        content("customization", manager, cell.directories().customization(), "customization", "000-9,001-9", null);
    }

    private void installationManager() {
        String manager = cell.deploymentManager().host();
        grouped(manager, "installation-manager-data", cell.directories().installationManagerData(), "003-1");
        grouped(manager, "installation-manager", cell.directories().installationManager(), "003-3");
    }

    private void grouped(String host, String id, String path, String source) {
        candidates.add(new Candidate(
                id,
                host,
                path,
                INSTALLATION_MANAGER,
                "000-8,001-8," + source,
                Phase.INSTALLATION,
                Need.MANDATORY,
                INSTALLATION_MANAGER,
                null));
    }

    private void contentManager(ContentManager contentManager) {
        String manager = cell.deploymentManager().host();
        add(
                "engine-ws-ear",
                manager,
                cell.os().join(contentManager.engineEar(), "Engine-ws.ear"),
                "engine-ear",
                "000-2,001-2");
        if (contentManager.storageAreaMoved(cell.os(), cell.directories().sharedData())) {
            content(
                    "filenet-storage-area",
                    manager,
                    contentManager.storageArea(),
                    "filenet-storage-area",
                    "000-2,001-2",
                    null);
        }
        candidates.add(new Candidate(
                "file-registry",
                manager,
                cell.os()
                        .join(
                                cell.deploymentManager().profile(),
                                "config",
                                "cells",
                                cell.deploymentManager().cellName(),
                                "fileRegistry.xml"),
                "file-registry",
                "000-3.3,001-3.3",
                Phase.INSTALLATION,
                Need.WHEN_ADMIN_IS_LOCAL,
                null,
                null));
    }

    private void add(String id, String host, String path, String kind, String source) {
        candidates.add(new Candidate(id, host, path, kind, source, Phase.INSTALLATION, Need.MANDATORY, null, null));
    }

    private void content(String id, String host, String path, String kind, String source, @Nullable String levelTag) {
        Need need = kind.equals("provision") || kind.equals("customization") ? Need.OPTIONAL : Need.MANDATORY;
        candidates.add(new Candidate(id, host, path, kind, source, Phase.CONTENT, need, null, levelTag));
    }

    private List<String> nodeHosts() {
        return cell.nodes().stream().map(Node::host).distinct().toList();
    }

    private List<String> webSphereHosts() {
        List<String> hosts = new ArrayList<>(List.of(cell.deploymentManager().host()));
        nodeHosts().stream().filter(host -> !hosts.contains(host)).forEach(hosts::add);
        return hosts;
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
