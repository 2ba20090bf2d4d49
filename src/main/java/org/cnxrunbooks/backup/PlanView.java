package org.cnxrunbooks.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.vault.PackWay;

/** The plan as the approver reads it. */
final class PlanView {

    private final BackupPlan plan;

    PlanView(BackupPlan plan) {
        this.plan = plan;
    }

    String release() {
        return plan.release().product() + " " + plan.release().exactLevel();
    }

    long itemCount() {
        return plan.items().size() + plan.databases().size();
    }

    long hostCount() {
        return plan.hosts().size();
    }

    String start(Instant startAt) {
        return startAt.isAfter(plan.created()) ? "not before " + startAt : "once approved";
    }

    List<Map<String, String>> items() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (PlannedDatabase database : plan.databases()) {
            rows.add(row(
                    database.host(),
                    "database " + database.database(),
                    database.expectedBytes() == 0 ? "not told" : Sizes.bytes(database.expectedBytes()),
                    database.command(),
                    database.kind() + " " + database.instance(),
                    steps("000-4,001-4")));
        }
        for (PlannedItem planned : plan.items()) {
            String condition = planned.onlyForLocalAdmin() ? " (if filenetAdmin is local)" : "";
            String level = planned.item().levelTag() == null
                    ? ""
                    : " (only for " + planned.item().levelTag() + ")";
            rows.add(row(
                    planned.item().host(),
                    planned.item().id() + condition + level,
                    Sizes.bytes(planned.item().expectedBytes()),
                    planned.item().path(),
                    way(planned.way()),
                    steps(planned.item().source())));
        }
        return rows;
    }

    List<Map<String, String>> notes() {
        return Stream.concat(
                        Stream.of("Stopped in this order and started again: " + String.join(", ", plan.stopped())),
                        plan.notes().stream())
                .map(note -> Map.of("note", note))
                .toList();
    }

    /** The steps without those of IBM's older text, which HCL's numbers alike. */
    private static String steps(String source) {
        return Arrays.stream(source.split(","))
                .filter(step -> !step.startsWith("000-"))
                .collect(Collectors.joining(", "));
    }

    private static String way(String way) {
        return switch (PackWay.valueOf(way)) {
            case TAR_RAW -> "tar";
            case TAR_ZSTD_ON_HOST -> "tar and zstd";
            case SFTP_WALK -> "SFTP";
        };
    }

    private static Map<String, String> row(
            String host, String item, String size, String path, String how, String source) {
        return Map.of("host", host, "item", item, "size", size, "path", path, "how", how, "source", source);
    }
}
