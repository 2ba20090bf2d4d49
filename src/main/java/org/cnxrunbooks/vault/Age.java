package org.cnxrunbooks.vault;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.cnxrunbooks.cell.Secret;

/** Streams in the format age-encryption.org/v1, for keys of X25519: what the tools age and rage read and write. */
final class Age {

    static final String FORMAT = "age-encryption.org/v1";

    private Age() {}

    /** Closing it writes the last chunk, without which nobody takes the file for whole, and closes what is below. */
    static OutputStream encrypting(OutputStream out, List<String> recipients) throws IOException {
        try {
            List<RecipientStanzaWriter> writers = new ArrayList<>();
            for (String recipient : recipients) {
                writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
            }
            return Channels.newOutputStream(
                    new StandardEncryptingChannelFactory().newEncryptingChannel(new Sink(out), writers));
        } catch (GeneralSecurityException e) {
            throw new IOException("encryption not begun: " + e.getMessage(), e);
        }
    }

    /** Every byte that comes out is proven; a file that was altered, cut off or meant for others fails. */
    static InputStream decrypting(InputStream in, Secret identity) throws IOException {
        try {
            RecipientStanzaReader reader =
                    X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity.reveal());
            return Channels.newInputStream(
                    new StandardDecryptingChannelFactory().newDecryptingChannel(new Source(in), List.of(reader)));
        } catch (GeneralSecurityException e) {
            throw new IOException("decryption not begun: " + e.getMessage(), e);
        }
    }

    static RunKey generate() {
        try {
            KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
            return new RunKey(
                    Secret.of(pair.getPrivate().toString()), pair.getPublic().toString());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 17 knows X25519", e);
        }
    }

    private record Sink(OutputStream out, boolean[] closed) implements WritableByteChannel {

        Sink(OutputStream out) {
            this(out, new boolean[1]);
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int length = bytes.remaining();
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
            bytes.position(bytes.limit());
            return length;
        }

        @Override
        public boolean isOpen() {
            return !closed[0];
        }

        @Override
        public void close() throws IOException {
            closed[0] = true;
            out.close();
        }
    }

    private record Source(InputStream in) implements ReadableByteChannel {

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            int count = in.read(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            if (count > 0) {
                bytes.position(bytes.position() + count);
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
