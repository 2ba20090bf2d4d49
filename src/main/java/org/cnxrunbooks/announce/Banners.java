package org.cnxrunbooks.announce;

import org.cnxrunbooks.cell.BannerAccess;

/** The banner at the top of every page of Connections 8. Each act is proven by reading the banner back. */
public interface Banners {

    /** Shows that text; harmless when it is shown already. */
    void show(BannerAccess access, String text);

    /** Takes the banner away, but leaves one alone whose text is not {@code text}: somebody else put it there. */
    void clear(BannerAccess access, String text);
}
