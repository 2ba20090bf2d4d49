package org.cnxrunbooks.webserver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * A body of zeros that leaves piece by piece, as an upload over a slow line would. In its usual length it is longer than
 * what a web server keeps before it asks a server (64 KiB), so that a member of the cluster is busy with it too.
 */
final class TrickledBody extends AbstractHttpEntity {

    static final Duration PAUSE = Duration.ofMillis(500);
    /** More than the client's buffer: nothing stays in it to be sent when an early answer ends the body. */
    private static final int PIECE = 16 << 10;

    private final int pauses;
    private final CountDownLatch ended;

    /** @param ended when it is open the rest leaves at once */
    TrickledBody(Duration length, CountDownLatch ended) {
        super(ContentType.APPLICATION_OCTET_STREAM, null);
        this.pauses = Math.toIntExact(Math.max(1, length.dividedBy(PAUSE)));
        this.ended = ended;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int i = 0; i <= pauses; i++) {
            if (i > 0) {
                pause();
            }
            out.write(piece);
            out.flush();
        }
    }

    private void pause() throws IOException {
        try {
            ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("long request interrupted");
        }
    }

    @Override
    public long getContentLength() {
        return (pauses + 1L) * PIECE;
    }

    @Override
    public InputStream getContent() {
        return new ByteArrayInputStream(new byte[Math.toIntExact(getContentLength())]);
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {}
}
