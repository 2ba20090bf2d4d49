package org.cnxrunbooks.ifix;

import java.util.List;
import java.util.Map;
import org.cnxrunbooks.engine.Variable;

/** The variables of the interim fix and of its called parts, in the order in which they come into being. */
final class IfixVariables {

    // start form
    static final Variable<String> CELL_NAME = Variable.text("cellName");
    static final Variable<String> CHANGE_REFERENCE = Variable.text("changeReference");
    static final Variable<String> FIX_IDS = Variable.text("fixIds");
    static final Variable<String> FIX_DIRECTORY = Variable.text("fixDirectory");
    static final Variable<String> WINDOW_START = Variable.text("windowStart");
    static final Variable<String> WINDOW_LENGTH = Variable.text("windowLength");
    static final Variable<Long> ERROR_BUDGET = Variable.count("errorBudget");
    static final Variable<String> DRAIN_LIMIT = Variable.text("drainLimit");

    // plan
    static final Variable<String> PLAN_DIGEST = Variable.text("planDigest");
    static final Variable<String> PLAN_CHANGES = Variable.text("planChanges");
    static final Variable<String> PLAN_TEXT = Variable.text("planText");
    static final Variable<String> PLAN_WINDOW = Variable.text("planWindow");
    static final Variable<String> PLAN_DURATION = Variable.text("planDuration");
    static final Variable<String> BACKUP_TEXT = Variable.text("backupText");
    static final Variable<Boolean> CUSTOMIZATION_BACKED_UP = Variable.flag("customizationBackedUp");
    static final Variable<List<Map<String, String>>> PLAN_FIXES = Variable.table("planFixes");
    static final Variable<List<Map<String, String>>> PLAN_HALVES = Variable.table("planHalves");
    static final Variable<List<Map<String, String>>> PLAN_NODES = Variable.table("planNodes");
    static final Variable<List<Map<String, String>>> PLAN_SERVERS = Variable.table("planServers");
    static final Variable<List<Map<String, String>>> PLAN_ROUTES = Variable.table("planRoutes");
    static final Variable<List<Map<String, String>>> PLAN_COMMANDS = Variable.table("planCommands");
    static final Variable<List<Map<String, String>>> PLAN_DIFFS = Variable.table("planDiffs");
    static final Variable<List<Map<String, String>>> PLAN_DEPARTURES = Variable.table("planDepartures");
    static final Variable<List<Map<String, String>>> PLAN_NOTES = Variable.table("planNotes");

    /** Of the maintenance notice that is raised while the fix is installed with downtime. */
    static final Variable<String> NOTICE_PLAN_DIGEST = Variable.text("noticePlanDigest");

    // approval
    static final Variable<Boolean> FIX_APPROVED = Variable.flag("fixApproved");
    static final Variable<Boolean> UNSUPPORTED_METHOD_ACCEPTED = Variable.flag("unsupportedMethodAccepted");
    static final Variable<Boolean> CUSTOMIZATION_BACKUP_ACCEPTED = Variable.flag("customizationBackupAccepted");
    static final Variable<String> APPROVAL_COMMENT = Variable.text("approvalComment");

    // which half, and what is done to it
    static final Variable<String> OPENING_HALF = Variable.text("openingHalf");
    static final Variable<String> CLOSING_HALF = Variable.text("closingHalf");
    static final Variable<String> HALF = Variable.text("half");
    static final Variable<String> RESTING_HALF = Variable.text("restingHalf");
    static final Variable<String> TURN = Variable.text("turn");
    static final Variable<String> FIX_ACTION = Variable.text("fixAction");

    // proofs
    static final Variable<List<Map<String, String>>> ROUTING_TABLE = Variable.table("routingTable");
    static final Variable<String> DRAIN_TEXT = Variable.text("drainText");

    // failures
    static final Variable<String> FAILED_STEP = Variable.text("failedStep");
    static final Variable<String> FAILED_ITEM = Variable.text("failedItem");
    static final Variable<String> FAILURE_DECISION = Variable.text("failureDecision");
    static final Variable<String> DECISION_REASON = Variable.text("decisionReason");
    static final Variable<Long> DECISION_COUNT = Variable.count("decisionCount");
    static final Variable<Long> ACCEPTED_FAILURES = Variable.count("acceptedFailures");
    static final Variable<List<String>> SKIPPED_STEPS = Variable.texts("skippedSteps");
    static final Variable<Boolean> INSTALLER_STARTED = Variable.flag("installerStarted");

    // end
    static final Variable<String> FIX_OUTCOME = Variable.text("fixOutcome");
    static final Variable<Long> REQUEST_COUNT = Variable.count("requestCount");
    static final Variable<Long> FAILED_REQUESTS = Variable.count("failedRequests");
    static final Variable<String> WATCH_TEXT = Variable.text("watchText");

    private IfixVariables() {}
}
