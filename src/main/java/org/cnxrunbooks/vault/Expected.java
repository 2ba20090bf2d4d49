package org.cnxrunbooks.vault;

import java.util.List;

/**
 * What the plan says a set must hold.
 *
 * @param items to be found as archives
 * @param images database images, as they were recorded when they were fetched
 * @param texts small files, e.g. role mappings
 */
public record Expected(List<PackItem> items, List<StoredImage> images, List<StoredText> texts) {

    public Expected {
        items = List.copyOf(items);
        images = List.copyOf(images);
        texts = List.copyOf(texts);
    }
}
