package org.cnxrunbooks.ifix;

import static org.cnxrunbooks.ifix.IfixVariables.*;

import java.util.List;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;

/**
 * Finds the way back. Before an installer was started, states and routing are restored. After it, the half that the run is
 * at rests already, so the fix is taken back there first, then on the other one: the same two turns as on the way there.
 */
final class RollBack {

    private RollBack() {}

    static void judge(IfixWork work) {
        StepRun run = work.run();
        Half reached = work.half();
        boolean begun = Installation.begun(run);
        run.write(INSTALLER_STARTED, begun);
        run.write(FIX_ACTION, (begun ? FixAction.TAKE_BACK : FixAction.RESTORE).text());
        run.write(OPENING_HALF, reached.text());
        run.write(CLOSING_HALF, reached.other().text());
        run.write(SKIPPED_STEPS, List.of());
        run.conclude(Outcome.DONE, begun ? "the fix is taken back" : "nothing was installed");
    }
}
