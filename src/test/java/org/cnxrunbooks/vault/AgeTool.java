package org.cnxrunbooks.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.cnxrunbooks.cell.Secret;

/** Keys that the real age-keygen made, and files that the real age reads and writes. */
record AgeTool(Path file, String recipient, Secret identity) {

    static AgeTool key(Path directory, String name) {
        Shell.run(directory, "age-keygen -o " + name + " 2>/dev/null");
        Path file = directory.resolve(name);
        try {
            List<String> lines = Files.readAllLines(file);
            return new AgeTool(file, lines.get(1).replace("# public key: ", ""), Secret.of(lines.get(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Encryption encryption(Path directory, AgeTool... keys) {
        return new Encryption(Arrays.stream(keys).map(AgeTool::recipient).toList(), directory.resolve("run-keys"));
    }

    static void encrypt(Path plain, Path encrypted, AgeTool... keys) {
        String recipients =
                Arrays.stream(keys).map(key -> "-r " + key.recipient()).collect(Collectors.joining(" "));
        Shell.run(plain.getParent(), "age %s -o '%s' '%s'".formatted(recipients, encrypted, plain));
    }

    Shell.Result decrypt(Path encrypted, Path plain) {
        return Shell.tryRun(file.getParent(), "age -d -i '%s' '%s' > '%s'".formatted(file, encrypted, plain));
    }
}
