package org.cnxrunbooks.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.host.RemoteStream;
import org.jspecify.annotations.Nullable;

/** Brings database images into a set, encrypted and hashed on the way. */
record ImageIntake(SetFiles files, Seal seal, Clock clock) {

    private static final Duration LONGEST = Duration.ofDays(3);
    private static final int BUFFER = 256 << 10;

    StoredImage fetch(HostSession session, ImageSource source, Progress progress) {
        Optional<StoredImage> earlier = files.read(SetPath.imageRecord(source), StoredImage.class);
        if (earlier.isPresent() && !earlier.get().source().host().equals(source.host())) {
            throw new IllegalArgumentException(
                    "two hosts have the same image: " + earlier.get().file());
        }
        try {
            if (earlier.isPresent() && stands(earlier.get(), source)) {
                progress.advance(source.host(), source.database(), earlier.get().imageBytes(), 1);
                return earlier.get().as(PackOutcome.ALREADY_PACKED);
            }
            return transfer(session, source, progress);
        } catch (IOException e) {
            throw files.failure("storing the image of %s from %s".formatted(source.database(), source.host()), e);
        }
    }

    private StoredImage transfer(HostSession session, ImageSource source, Progress progress) throws IOException {
        String file = seal.name(SetPath.image(source));
        files.remove(SetPath.imageRecord(source));
        files.remove(seal.otherName(SetPath.image(source)));
        try (NewFile image = NewFile.at(files.prepare(file))) {
            HashingStream hashed = new HashingStream(image.stream());
            long imageBytes;
            try (OutputStream out = seal.over(hashed)) {
                imageBytes = pull(session, source, out, progress);
            }
            image.keep();
            StoredImage stored = new StoredImage(
                    source,
                    file,
                    hashed.count(),
                    hashed.sha256(),
                    imageBytes,
                    clock.instant(),
                    PackOutcome.PACKED,
                    seal.runRecipient());
            files.write(SetPath.imageRecord(source), Json.write(stored));
            progress.advance(source.host(), source.database(), 0, 1);
            return stored;
        }
    }

    private boolean stands(StoredImage image, ImageSource source) throws IOException {
        return image.source().equals(source)
                && image.file().equals(seal.name(SetPath.image(source)))
                && seal.opens(image.runRecipient())
                && files.size(image.file()) == image.bytes();
    }

    private static long pull(HostSession session, ImageSource source, OutputStream out, Progress progress)
            throws IOException {
        long total = 0;
        Command plain = Command.of("cat", "--", source.path()).within(LONGEST);
        String account = source.account();
        try (RemoteStream stream = session.stream(account == null ? plain : plain.as(account))) {
            byte[] buffer = new byte[BUFFER];
            for (int count = read(stream.output(), buffer, source, total);
                    count >= 0;
                    count = read(stream.output(), buffer, source, total)) {
                out.write(buffer, 0, count);
                total += count;
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
        if (total == 0) {
            throw failure(VaultFailure.Kind.CUT, source, "an empty file, expected an image", null, null);
        }
        return total;
    }

    private static int read(InputStream in, byte[] buffer, ImageSource source, long total) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw failure(
                    VaultFailure.Kind.CUT,
                    source,
                    "the stream was cut after %d bytes: %s, expected the whole image".formatted(total, e.getMessage()),
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
