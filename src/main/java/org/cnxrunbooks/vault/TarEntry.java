package org.cnxrunbooks.vault;

/**
 * One member of a tar archive. Names are bytes of the host, decoded as ISO-8859-1 so that every byte survives.
 *
 * @param type what it is
 * @param name as stored, e.g. {@code ./config/cells/}
 * @param link target of a link, empty for all else
 * @param size of the content with holes filled in; 0 for all but files
 * @param mode permission bits (07777)
 * @param uid numeric owner
 * @param gid numeric group
 * @param user owner's name, may be empty
 * @param group group's name, may be empty
 * @param seconds modification time since the epoch
 * @param nanos of that time
 */
record TarEntry(
        Type type,
        String name,
        String link,
        long size,
        int mode,
        long uid,
        long gid,
        String user,
        String group,
        long seconds,
        int nanos) {

    enum Type {
        FILE('f'),
        DIRECTORY('d'),
        SYMLINK('l'),
        HARDLINK('h'),
        CHARACTER('c'),
        BLOCK('b'),
        FIFO('p');

        private final char letter;

        Type(char letter) {
            this.letter = letter;
        }

        /** As in the list of entries. */
        char letter() {
            return letter;
        }
    }
}
