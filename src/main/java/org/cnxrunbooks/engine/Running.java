package org.cnxrunbooks.engine;

import org.springframework.context.SmartLifecycle;

/**
 * Models first, then work, both before the web server takes requests; the other way round at the end, while the
 * database is still there.
 */
final class Running implements SmartLifecycle {

    private static final int BEFORE_THE_WEB_SERVER = 1000;

    private final Deployer deployer;
    private final LongStepWorker worker;
    private volatile boolean running;

    Running(Deployer deployer, LongStepWorker worker) {
        this.deployer = deployer;
        this.worker = worker;
    }

    @Override
    public void start() {
        deployer.deploy();
        worker.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        worker.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_WEB_SERVER;
    }
}
