package org.cnxrunbooks.notice;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cnxrunbooks.announce.Mail;

/**
 * One turn of a window, ready to be told.
 *
 * @param mail under an id that belongs to this turn of this run alone
 * @param recipients addresses
 * @param banner what becomes of the banner
 * @param bannerText shown in it; empty where it is taken away or left alone
 */
record Turn(Mail mail, List<String> recipients, BannerTurn banner, String bannerText) {

    /** What a turn does with the banner. */
    enum BannerTurn {
        SHOW,
        CLEAR,
        LEAVE
    }

    byte[] bannerBytes() {
        return bannerText.getBytes(StandardCharsets.UTF_8);
    }
}
