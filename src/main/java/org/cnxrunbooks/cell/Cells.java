package org.cnxrunbooks.cell;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All cells that this installation knows, by name. */
public final class Cells {

    private final SortedMap<String, Cell> byName;

    /** Of two cells with one name the second is refused. */
    public Cells(Collection<Cell> cells) {
        SortedMap<String, Cell> map = new TreeMap<>();
        for (Cell cell : cells) {
            if (map.put(cell.name(), cell) != null) {
                throw new IllegalArgumentException("Two cells have the name " + cell.name());
            }
        }
        byName = Collections.unmodifiableSortedMap(map);
    }

    public Optional<Cell> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(byName.keySet()));
    }

    public Collection<Cell> all() {
        return byName.values();
    }
}
