package org.cnxrunbooks.host.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a remote file; closing gives its connection back. JSch ends it silently when the connection is gone. */
final class SftpContent extends FilterInputStream {

    private final Lines lines;
    private final Line line;
    private final String path;
    private boolean closed;

    SftpContent(InputStream content, Lines lines, Line line, String path) {
        super(content);
        this.lines = lines;
        this.line = line;
        this.path = path;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count < 0 && !line.alive()) {
            throw new IOException("connection lost while reading " + path);
        }
        return count;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            super.close();
        } catch (IOException e) {
            // whoever reads has all bytes wanted; only the channel is of no more use
            line.closeSftp();
        }
        lines.giveBack(line, true);
    }
}
