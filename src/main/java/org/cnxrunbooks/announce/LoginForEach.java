package org.cnxrunbooks.announce;

import jakarta.mail.Session;
import org.cnxrunbooks.cell.Secret;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Logs in to the configured server with a password that is read for each message and not kept. */
final class LoginForEach extends JavaMailSenderImpl {

    private final JavaMailSenderImpl server;
    private final Secret password;

    LoginForEach(JavaMailSenderImpl server, Secret password) {
        this.server = server;
        this.password = password;
        setHost(server.getHost());
        setPort(server.getPort());
        setProtocol(server.getProtocol());
        setUsername(server.getUsername());
        setDefaultEncoding(server.getDefaultEncoding());
        setJavaMailProperties(server.getJavaMailProperties());
    }

    @Override
    public Session getSession() {
        return server.getSession();
    }

    @Override
    public String getPassword() {
        return password.reveal();
    }
}
