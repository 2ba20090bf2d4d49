package org.cnxrunbooks.lab;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Lab} as a parameter of constructor or method: one for all classes of the JVM, reset before each
 * test, ended with the last. With {@code -Dlab.require=real} it fails where a part is missing.
 */
public final class LabExtension implements ParameterResolver, BeforeEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(LabExtension.class);

    /** The lab of this JVM, for those that are no parameter, e.g. property sources of a Spring context. */
    public static Lab lab(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, type -> new Running(Lab.start(LabOptions.test())), Running.class)
                .lab();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        lab(context).reset();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Lab.class;
    }

    @Override
    public Lab resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return lab(context);
    }

    private record Running(Lab lab) implements CloseableResource {
        @Override
        public void close() {
            lab.close();
        }
    }
}
