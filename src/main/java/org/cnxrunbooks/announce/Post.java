package org.cnxrunbooks.announce;

/** The way out for mail. */
public interface Post {

    /**
     * Hands the message for one recipient to the mail server and returns once that has accepted it.
     *
     * @throws AnnounceFailure when the server does not answer, or refuses sender, recipient or message
     */
    void send(Mail mail, String recipient);
}
