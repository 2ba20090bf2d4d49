package org.cnxrunbooks.webserver;

/**
 * Looks of one kind.
 *
 * @param requests that ended, failed ones too
 * @param usual hundreds digit of the status that is no failure; 0 while no answer gave one
 */
public record WatchCount(long requests, long failures, int usual) {

    static final WatchCount NONE = new WatchCount(0, 0, 0);

    WatchCount plus(WatchSecond second) {
        return new WatchCount(
                requests + second.requests(),
                failures + second.failures(),
                second.usual() == 0 ? usual : second.usual());
    }
}
