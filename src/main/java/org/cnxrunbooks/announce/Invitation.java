package org.cnxrunbooks.announce;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationLevel;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/**
 * A calendar entry as one recipient gets it (iTIP, RFC 5546): {@code REQUEST} puts it into the calendar or changes it,
 * {@code CANCEL} takes it out.
 *
 * <p>Times are in UTC (RFC 5545, section 3.3.5, form 2): right in every client without a VTIMEZONE, whose rules Outlook
 * and Notes read each in its own way. The entry does not make anybody busy, asks for no answer, and names no other
 * recipient.
 */
record Invitation(CalendarEntry entry, String organizer, String attendee, Instant stamp) {

    private static final String PRODUCT = "-//Connections Runbooks//Maintenance notice//EN";

    String method() {
        return entry.cancelled() ? Method.CANCEL : Method.REQUEST;
    }

    /** The calendar in UTF-8 with CRLF line ends. */
    byte[] bytes() {
        VEvent event = new VEvent();
        event.setUid(entry.uid());
        event.setSequence(entry.sequence());
        event.setDateTimeStamp(Date.from(stamp));
        event.setDateStart(Date.from(entry.start()));
        event.setDateEnd(Date.from(entry.end()));
        event.setSummary(entry.summary());
        event.setDescription(entry.description());
        event.setStatus(entry.cancelled() ? Status.cancelled() : Status.confirmed());
        event.setTransparency(true);
        event.setOrganizer(new Organizer(null, organizer));
        Attendee one = new Attendee(null, attendee);
        one.setParticipationLevel(ParticipationLevel.OPTIONAL);
        one.setParticipationStatus(ParticipationStatus.NEEDS_ACTION);
        one.setRsvp(false);
        event.addAttendee(one);
        ICalendar calendar = new ICalendar();
        calendar.setProductId(PRODUCT);
        calendar.setMethod(new Method(method()));
        calendar.addEvent(event);
        return Biweekly.write(calendar).version(ICalVersion.V2_0).go().getBytes(StandardCharsets.UTF_8);
    }
}
