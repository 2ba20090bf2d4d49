package org.cnxrunbooks.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Puts those faults into effect that no stand-in sees by itself: hosts off the network and cut connections. */
final class LabFaultWatch implements AutoCloseable {

    private final Lab lab;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lab-faults");
        thread.setDaemon(true);
        return thread;
    });

    private LabFaultWatch(Lab lab) {
        this.lab = lab;
    }

    static LabFaultWatch start(Lab lab) {
        LabFaultWatch watch = new LabFaultWatch(lab);
        watch.timer.scheduleWithFixedDelay(watch::look, 200, 200, TimeUnit.MILLISECONDS);
        return watch;
    }

    /** Never while the lab is reset or ended. */
    void look() {
        synchronized (lab) {
            if (!timer.isShutdown()) {
                apply();
            }
        }
    }

    private void apply() {
        Path faults = lab.layout().faults();
        for (String host : LabLayout.HOSTS) {
            Path down = faults.resolve("sshd-down-" + host);
            Path mark = lab.layout().run().resolve("down-" + host);
            if (Files.exists(down) && mark.toFile().mkdir()) {
                lab.hostDown(host);
            } else if (!Files.exists(down) && mark.toFile().delete()) {
                lab.hostUp(host);
            }
        }
        Path smtp = faults.resolve("smtp-down");
        Path stopped = lab.layout().run().resolve("down-smtp");
        if (Files.exists(smtp) && stopped.toFile().mkdir()) {
            lab.mail().down();
        } else if (!Files.exists(smtp) && stopped.toFile().delete()) {
            lab.mail().up();
        }
        lab.mail().write();
        Path cut = faults.resolve("cut-connections");
        if (cut.toFile().delete()) {
            LabLayout.HOSTS.forEach(lab::cut);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
