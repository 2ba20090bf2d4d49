package org.cnxrunbooks.notice;

import java.util.List;
import java.util.Map;
import org.cnxrunbooks.engine.Variable;

/** The variables of the maintenance notice and of its called parts, in the order in which they come into being. */
final class NoticeVariables {

    // start form
    static final Variable<String> CELL_NAME = Variable.text("cellName");
    static final Variable<String> REASON = Variable.text("reason");
    static final Variable<String> WINDOW_START = Variable.text("windowStart");
    static final Variable<String> WINDOW_LENGTH = Variable.text("windowLength");
    static final Variable<String> RECIPIENTS = Variable.text("recipients");
    static final Variable<String> REMINDERS = Variable.text("reminders");
    static final Variable<String> SHUT_OUT = Variable.text("shutOut");
    static final Variable<String> STATUS_CODE = Variable.text("statusCode");
    static final Variable<String> ALLOWED_ADDRESSES = Variable.text("allowedAddresses");
    static final Variable<Boolean> BANNER = Variable.flag("banner");

    // plan
    static final Variable<String> PLAN_DIGEST = Variable.text("planDigest");
    /** What is not any more as it was approved before, as Markdown. */
    static final Variable<String> PLAN_CHANGES = Variable.text("planChanges");

    /** Until when an approval counts: the begin of the window, or its end once it has begun. */
    static final Variable<String> APPROVAL_END = Variable.text("approvalEnd");

    static final Variable<String> WINDOW_END = Variable.text("windowEnd");
    static final Variable<String> WINDOW_TEXT = Variable.text("windowText");
    static final Variable<List<String>> REMINDER_MOMENTS = Variable.texts("reminderMoments");
    static final Variable<String> REMINDERS_TEXT = Variable.text("remindersText");
    static final Variable<String> BANNER_TEXT = Variable.text("bannerText");
    static final Variable<String> PLAN_WAY = Variable.text("planWay");
    static final Variable<List<Map<String, String>>> PLAN_RECIPIENTS = Variable.table("planRecipients");
    static final Variable<String> MAIL_SUBJECT = Variable.text("mailSubject");
    static final Variable<String> MAIL_TEXT = Variable.text("mailText");
    static final Variable<List<Map<String, String>>> PLAN_ALLOWED = Variable.table("planAllowed");
    static final Variable<List<Map<String, String>>> PLAN_SERVERS = Variable.table("planServers");
    static final Variable<List<Map<String, String>>> PLAN_DIFFS = Variable.table("planDiffs");
    static final Variable<List<Map<String, String>>> PLAN_DEPARTURES = Variable.table("planDepartures");
    static final Variable<List<Map<String, String>>> PLAN_NOTES = Variable.table("planNotes");

    static final Variable<Boolean> WEB_SERVER_FREE = Variable.flag("webServerFree");
    static final Variable<Boolean> NOTICE_APPROVED = Variable.flag("noticeApproved");
    static final Variable<String> APPROVAL_COMMENT = Variable.text("approvalComment");

    /** Which user task approved the plan; a calling runbook names its own. */
    static final Variable<String> APPROVAL_TASK = Variable.text("approvalTask");

    // a plan that is refused after users were told
    static final Variable<String> REFUSAL_REASONS = Variable.text("refusalReasons");
    static final Variable<String> REFUSAL_DECISION = Variable.text("refusalDecision");
    static final Variable<String> REFUSAL_REASON = Variable.text("refusalReason");

    // announcements
    static final Variable<String> ANNOUNCEMENT = Variable.text("announcement");
    static final Variable<String> ANNOUNCEMENT_TEXT = Variable.text("announcementText");
    static final Variable<Boolean> WINDOW_ANNOUNCED = Variable.flag("windowAnnounced");
    static final Variable<String> ANNOUNCEMENT_DECISION = Variable.text("announcementDecision");
    static final Variable<String> ANNOUNCEMENT_REASON = Variable.text("announcementReason");
    static final Variable<String> REMINDER = Variable.text("reminder");

    // until the window
    static final Variable<String> WINDOW_DECISION = Variable.text("windowDecision");
    static final Variable<String> WINDOW_REASON = Variable.text("windowReason");
    static final Variable<String> NEW_WINDOW_START = Variable.text("newWindowStart");
    static final Variable<String> NEW_WINDOW_LENGTH = Variable.text("newWindowLength");

    // raise
    static final Variable<List<Map<String, String>>> PROBE_TABLE = Variable.table("probeTable");
    static final Variable<String> NOTICE_RAISED_AT = Variable.text("noticeRaisedAt");
    static final Variable<String> RAISE_DECISION = Variable.text("raiseDecision");
    static final Variable<String> RAISE_REASON = Variable.text("raiseReason");
    static final Variable<String> ROLL_BACK_COMMENT = Variable.text("rollBackComment");

    // window
    static final Variable<Boolean> WORK_FINISHED = Variable.flag("workFinished");
    static final Variable<String> OVERRUN_DECISION = Variable.text("overrunDecision");
    static final Variable<String> EXTENSION = Variable.text("extension");

    // lower
    static final Variable<Boolean> FILES_AS_WRITTEN = Variable.flag("filesAsWritten");
    static final Variable<List<Map<String, String>>> CHANGED_FILES = Variable.table("changedFiles");
    static final Variable<Boolean> LOWERING_CONFIRMED = Variable.flag("loweringConfirmed");
    static final Variable<String> LOWERING_DECISION = Variable.text("loweringDecision");
    static final Variable<String> LOWERING_REASON = Variable.text("loweringReason");

    private NoticeVariables() {}
}
