package org.cnxrunbooks.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cnxrunbooks.webserver.UnifiedDiff;

/** The notice on all web servers of a plan, one after the other. */
record NoticeSwitches(NoticeWork work, NoticePlan plan) {

    void raise() {
        plan.servers().forEach(server -> at(server).raise());
    }

    void replacePage(byte[] page) {
        Set<String> ours = work.pages(plan);
        work.notePage(work.run().evidence().keep(page));
        plan.servers().forEach(server -> at(server).replacePage(page, ours));
    }

    /** How many web servers have every byte of before, in words. */
    String lower(boolean confirmed) {
        Set<String> ours = work.pages(plan);
        int identical = 0;
        for (NoticePlan.Server server : plan.servers()) {
            identical += at(server).lower(ours, confirmed) ? 1 : 0;
        }
        return "%d of %d web servers have the bytes of before"
                .formatted(identical, plan.servers().size());
    }

    /** What others changed since the files were written, as rows for people. */
    List<Map<String, String>> changedByOthers() {
        List<Map<String, String>> changed = new ArrayList<>();
        for (NoticePlan.Server server : plan.servers()) {
            at(server)
                    .changedByOthers()
                    .forEach(edit -> changed.add(
                            Map.of("webServer", server.name(), "file", edit.path(), "diff", UnifiedDiff.of(edit))));
        }
        return changed;
    }

    private NoticeSwitch at(NoticePlan.Server server) {
        work.run().progress().checkpoint();
        return new NoticeSwitch(work, plan, server);
    }
}
