package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Gives every lab of this machine its own 127.0.k.x; a k is held by a file lock until its JVM ends. */
final class LabNetwork {

    private static final List<FileLock> HELD = new ArrayList<>();

    private LabNetwork() {}

    /** A k from 1 on; never given twice to one JVM, and not while something of a lab that was killed listens there. */
    static synchronized int reserve() {
        for (int network = 1; network < 250; network++) {
            Path file = Path.of(System.getProperty("java.io.tmpdir"), "cnxrunbooks-lab-" + network + ".lock");
            try {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock();
                if (lock != null && free(network)) {
                    HELD.add(lock);
                    return network;
                }
                channel.close();
            } catch (OverlappingFileLockException e) {
                // this JVM has it
            } catch (AccessDeniedException e) {
                // another account's, held or not
            } catch (IOException e) {
                throw new UncheckedIOException("no lock for a lab: " + file, e);
            }
        }
        throw new IllegalStateException("no network for a lab (observed 249 in use)");
    }

    private static boolean free(int network) {
        LabLayout layout = new LabLayout(Path.of("/"), network, List.of());
        try {
            for (String host : LabLayout.HOSTS) {
                LabRequirement.free(layout.address(host), LabLayout.SSH_PORT);
                LabRequirement.free(layout.address(host), LabLayout.HTTP_PORT);
            }
            LabRequirement.free(layout.address("dmgr"), LabLayout.SOAP_PORT);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
