package org.cnxrunbooks.announce;

import java.util.Optional;
import org.cnxrunbooks.cell.Secret;

/** @param given password of the mail server's user, read for each message; empty where {@code spring.mail} says it or none */
public record MailPassword(Optional<Secret> given) {}
