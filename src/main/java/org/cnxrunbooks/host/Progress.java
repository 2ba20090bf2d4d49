package org.cnxrunbooks.host;

/** How long work tells how far it is, and learns that it must stop. */
public interface Progress {

    /**
     * More was done; called often, must be cheap.
     *
     * @param item what is worked on, e.g. {@code connectionsRoot}
     * @param bytes added since the last call
     * @param files added since the last call
     */
    void advance(String host, String item, long bytes, long files);

    /** Says how much there will be; may be called again when the estimate changes. */
    void expect(String host, String item, long bytes, long files);

    /** Refuses with {@link WorkRevoked} when the lease on this work was lost: stop at once, another may be at it. */
    void checkpoint();

    /** For work nobody watches. */
    Progress NONE = new Progress() {
        @Override
        public void advance(String host, String item, long bytes, long files) {}

        @Override
        public void expect(String host, String item, long bytes, long files) {}

        @Override
        public void checkpoint() {}
    };
}
