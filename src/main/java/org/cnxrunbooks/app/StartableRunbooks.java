package org.cnxrunbooks.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The runbooks that people start from Tasklist. */
final class StartableRunbooks {

    private StartableRunbooks() {}

    /** Keys of the processes, read from the models themselves. */
    static Collection<String> keys() {
        Set<String> keys = new TreeSet<>();
        try {
            for (Resource model :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:processes/*.bpmn")) {
                try (InputStream stream = model.getInputStream()) {
                    Bpmn.readModelFromStream(stream).getModelElementsByType(Process.class).stream()
                            .filter(process -> process.isExecutable() && process.isCamundaStartableInTasklist())
                            .forEach(process -> keys.add(process.getId()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the runbooks' models", e);
        }
        return keys;
    }
}
