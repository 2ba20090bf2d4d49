package org.cnxrunbooks.vault;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.host.RemoteStream;
import org.jspecify.annotations.Nullable;

/** Brings database images into a set, as they are, hashed on the way. */
record ImageIntake(SetFiles files, Clock clock) {

    private static final Duration LONGEST = Duration.ofDays(3);
    private static final int BUFFER = 256 << 10;

    StoredImage fetch(HostSession session, ImageSource source, Progress progress) {
        Optional<StoredImage> earlier = files.read(SetPath.imageRecord(source), StoredImage.class);
        if (earlier.isPresent()) {
            StoredImage image = earlier.get();
            if (!image.source().host().equals(source.host())) {
                throw new IllegalArgumentException("two hosts have the same image: " + image.file());
            }
            if (image.source().equals(source) && files.size(image.file()) == image.bytes()) {
                progress.advance(source.host(), source.database(), image.bytes(), 1);
                return new StoredImage(
                        source, image.file(), image.bytes(), image.sha256(), image.ended(), PackOutcome.ALREADY_PACKED);
            }
        }
        String file = SetPath.image(source);
        files.remove(SetPath.imageRecord(source));
        try (NewFile image = NewFile.at(files.prepare(file))) {
            HashingStream hashed = new HashingStream(image.stream());
            pull(session, source, hashed, progress);
            image.keep();
            StoredImage stored =
                    new StoredImage(source, file, hashed.count(), hashed.sha256(), clock.instant(), PackOutcome.PACKED);
            files.write(SetPath.imageRecord(source), Json.write(stored));
            progress.advance(source.host(), source.database(), 0, 1);
            return stored;
        } catch (IOException e) {
            throw files.failure("storing the image of %s from %s".formatted(source.database(), source.host()), e);
        }
    }

    private static void pull(HostSession session, ImageSource source, HashingStream out, Progress progress)
            throws IOException {
        Command plain = Command.of("cat", "--", source.path()).within(LONGEST);
        String account = source.account();
        try (RemoteStream stream = session.stream(account == null ? plain : plain.as(account))) {
            byte[] buffer = new byte[BUFFER];
            for (int count = read(stream.output(), buffer, source, out);
                    count >= 0;
                    count = read(stream.output(), buffer, source, out)) {
                out.write(buffer, 0, count);
                progress.checkpoint();
                progress.advance(source.host(), source.database(), count, 0);
            }
            CommandResult result = stream.finish();
            if (!result.ok()) {
                throw failure(
                        VaultFailure.Kind.TOOL_FAILED,
                        source,
                        "exit code %d of cat, expected 0".formatted(result.exitCode()),
                        result,
                        null);
            }
        }
        if (out.count() == 0) {
            throw failure(VaultFailure.Kind.CUT, source, "an empty file, expected an image", null, null);
        }
    }

    private static int read(InputStream in, byte[] buffer, ImageSource source, HashingStream out) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw failure(
                    VaultFailure.Kind.CUT,
                    source,
                    "the stream was cut after %d bytes: %s, expected the whole image"
                            .formatted(out.count(), e.getMessage()),
                    null,
                    e);
        }
    }

    private static VaultFailure failure(
            VaultFailure.Kind kind,
            ImageSource source,
            String observed,
            @Nullable CommandResult result,
            @Nullable Throwable cause) {
        return new VaultFailure(
                kind,
                source.host(),
                "fetching the image of %s failed: %s:%s (observed %s)%nHINT: nothing of it was kept; the image on the host is untouched."
                        .formatted(source.database(), source.host(), source.path(), observed),
                result == null ? -1 : result.exitCode(),
                result == null ? "" : result.errors(),
                cause);
    }
}
