package org.cnxrunbooks.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings models and forms into the engine, all in one deployment so that a model always finds its form. Nothing happens
 * when no file has changed; one changed file makes a new version of all.
 */
final class Deployer {

    static final String NAME = "connections-runbooks";

    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);

    private final RepositoryService repository;
    private final String root;

    /** @param root where the folders {@code processes} and {@code forms} are, as a Spring location */
    Deployer(RepositoryService repository, String root) {
        this.repository = repository;
        this.root = root;
    }

    void deploy() {
        try {
            DeploymentBuilder builder =
                    repository.createDeployment().name(NAME).source(NAME).enableDuplicateFiltering(false);
            List<Resource> files = files();
            for (Resource file : files) {
                try (InputStream content = file.getInputStream()) {
                    builder.addInputStream(file.getFilename(), content);
                }
            }
            if (!files.isEmpty()) {
                Deployment deployment = builder.deploy();
                LOG.info(
                        "{} models and forms deployed as {} of {}", files.size(), NAME, deployment.getDeploymentTime());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("models and forms not readable: " + root, e);
        }
    }

    private List<Resource> files() throws IOException {
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
        List<Resource> found = new ArrayList<>();
        for (String pattern : List.of("processes/*.bpmn", "processes/*.dmn", "forms/*.form")) {
            found.addAll(Arrays.asList(resolver.getResources(root + pattern)));
        }
        found.sort(Comparator.comparing(file -> String.valueOf(file.getFilename())));
        return found;
    }
}
