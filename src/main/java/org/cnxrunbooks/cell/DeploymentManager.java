package org.cnxrunbooks.cell;

/**
 * The deployment manager.
 *
 * @param host name of its host in {@link Cell#hosts()}
 * @param cellName the WebSphere cell's own name, as in {@code config/cells/<cellName>}
 * @param profile directory of its profile
 * @param soapPort SOAP connector, {@value #DEFAULT_SOAP_PORT} unless configured
 * @param user wsadmin user
 * @param password from the environment or a file; never a literal in a file under version control
 */
public record DeploymentManager(
        String host, String cellName, String profile, int soapPort, String user, Secret password) {

    public static final int DEFAULT_SOAP_PORT = 8879;

    /** Directory of the cell's master configuration, which holds fileRegistry.xml, security.xml and the like. */
    public String cellConfiguration(OsFamily os) {
        return os.join(profile, "config", "cells", cellName);
    }
}
