package org.cnxrunbooks.lab;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Starts a lab and waits to be killed. Arguments: directory, network. */
final class LabDoomed {

    private LabDoomed() {}

    public static void main(String[] args) throws Exception {
        Lab.start(
                LabOptions.test(Integer.parseInt(args[1])).in(Path.of(args[0])).withoutDatabase());
        System.out.println("up");
        new CountDownLatch(1).await();
    }
}
