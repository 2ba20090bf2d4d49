package org.cnxrunbooks.announce;

/** The way out for mail. */
public interface Post {

    /** Whether a mail server and a sender are configured; says nothing about whether the server answers. */
    boolean configured();

    /**
     * Hands the message for one recipient to the mail server and returns once that has accepted it.
     *
     * @throws AnnounceFailure when mail is not configured, the server does not answer, or it refuses sender, recipient or
     *     message
     */
    void send(Mail mail, String recipient);
}
