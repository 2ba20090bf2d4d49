package org.cnxrunbooks.wsadmin;

import java.util.Collection;
import java.util.List;

/**
 * What the updateInstaller lists.
 *
 * @param applied in the tool's order
 * @param available in the directory that was asked for, whether applied or not; empty when none was asked for
 */
public record FixListing(List<Fix> applied, List<Fix> available) {

    public FixListing {
        applied = List.copyOf(applied);
        available = List.copyOf(available);
    }

    public boolean isApplied(String id) {
        return has(applied, id);
    }

    public boolean isAvailable(String id) {
        return has(available, id);
    }

    /** Those of the ids that are applied, in the order given. */
    public List<String> appliedOf(Collection<String> ids) {
        return ids.stream().filter(this::isApplied).toList();
    }

    /** Those of the ids that are not applied, in the order given. */
    public List<String> missingOf(Collection<String> ids) {
        return ids.stream().filter(id -> !isApplied(id)).toList();
    }

    private static boolean has(List<Fix> fixes, String id) {
        return fixes.stream().anyMatch(fix -> fix.id().equals(id));
    }
}
