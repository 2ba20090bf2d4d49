package org.cnxrunbooks.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cnxrunbooks.webserver.AddressRange;

/**
 * What was asked for, read and judged.
 *
 * @param reason in the users' words
 * @param window when
 * @param statusCode of the notice page; without meaning when the web servers are stopped
 * @param recipients addresses, each once
 * @param reminders lead times of those moments that are still to come, the longest first
 * @param missedReminders lead times whose moments are past already
 * @param operators addresses that a person named to be let in
 */
record NoticeOrder(
        String runId,
        String cell,
        String starter,
        String reason,
        NoticeWindow window,
        ShutOut shutOut,
        int statusCode,
        List<String> recipients,
        List<Duration> reminders,
        List<Duration> missedReminders,
        List<AddressRange> operators,
        boolean banner) {

    NoticeOrder {
        recipients = List.copyOf(recipients);
        reminders = List.copyOf(reminders);
        missedReminders = List.copyOf(missedReminders);
        operators = List.copyOf(operators);
    }

    /** When users are reminded, the earliest first. */
    List<Instant> reminderMoments() {
        return reminders.stream().map(lead -> window.start().minus(lead)).toList();
    }
}
