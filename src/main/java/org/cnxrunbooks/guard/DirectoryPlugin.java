package org.cnxrunbooks.guard;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets people come from a directory instead of the engine's own tables; without one it changes nothing. */
public final class DirectoryPlugin extends AbstractProcessEnginePlugin {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryPlugin.class);

    private final Optional<Directory> configured;

    public DirectoryPlugin(Optional<Directory> configured) {
        this.configured = configured;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        configured.ifPresent(directory -> engine.setIdentityProviderSessionFactory(new Sessions(directory)));
    }

    /** A directory that is down does not keep the engine from finishing what it has begun, so it is only told. */
    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        configured.ifPresent(directory -> {
            try (DirectoryLink link = new DirectoryLink(directory)) {
                List<String> missing = new DirectoryPeople(directory, link).missingGroups();
                LOG.info(
                        "people come from the directory {}:{}; {}",
                        directory.server().host(),
                        directory.server().port(),
                        missing.isEmpty() ? "it has all groups" : "it lacks the groups " + missing);
            } catch (ProcessEngineException told) {
                LOG.warn("started without an answer of the directory; {}", told.getMessage());
            }
        });
    }

    private record Sessions(Directory directory) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return ReadOnlyIdentityProvider.class;
        }

        @Override
        public Session openSession() {
            return new DirectorySession(directory);
        }
    }
}
