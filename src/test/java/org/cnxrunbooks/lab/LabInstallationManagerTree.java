package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The three directories of Installation Manager. All three carry one id, so that a check of a restored cell can tell
 * whether they were taken together; the real ones refer to each other in their own way.
 */
record LabInstallationManagerTree(LabLayout layout) {

    void write() throws IOException {
        String id = UUID.randomUUID().toString();
        Path data = layout.installationManagerData();
        LabTree.text(
                data.resolve("installed.xml"),
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <installInfo>
                  <location id="HCL Connections" kind="product" path="%s">
                    <package kind="offering" name="HCL Connections" id="com.ibm.connections" version="8.0.0.20261101_0000"/>
                  </location>
                </installInfo>
                """
                        .formatted(layout.connections()));
        LabTree.text(
                data.resolve("installRegistry.xml"),
                """
                <installRegistry><property name="lab.id" value="%s"/><property name="cacheLocation" value="%s"/></installRegistry>
                """
                        .formatted(id, layout.sharedResources()));
        LabTree.text(data.resolve("histories/20261101_0000.xml"), "<history/>\n");
        Path shared = layout.sharedResources();
        LabTree.text(shared.resolve("lab.id"), id + "\n");
        for (int i = 0; i < 20; i++) {
            LabTree.text(shared.resolve("plugins/com.ibm.connections.part" + i + "_8.0.0.jar"), "part " + i + "\n");
        }
        Path install = layout.installationManager();
        LabTree.text(install.resolve("eclipse/lab.id"), id + "\n");
        LabTree.text(install.resolve("eclipse/configuration/config.ini"), "cic.appDataLocation=" + data + "\n");
        LabTree.text(install.resolve("eclipse/tools/imcl"), "#!/bin/sh\necho 1.9.3\n");
    }
}
