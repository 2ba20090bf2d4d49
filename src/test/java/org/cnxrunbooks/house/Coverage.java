package org.cnxrunbooks.house;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/**
 * The steps of a source document joined with the elements that do them.
 *
 * @param rows one for each step of the documents
 */
record Coverage(List<Row> rows) {

    private static final List<String> HEADER = List.of("step", "text", "how", "elements", "reason");

    /**
     * One step of a source document.
     *
     * @param step e.g. {@code 001-6.2}; a last number that the document does not print counts its notes
     * @param how {@code automated}, {@code human} or {@code dropped}
     * @param elements ids of what does it
     */
    record Row(String step, String text, String how, List<String> elements, String reason) {}

    static Coverage of(List<String> files) {
        List<Row> rows = new ArrayList<>();
        for (String file : files) {
            List<List<String>> lines = Csv.rows(file);
            if (!lines.get(0).equals(HEADER)) {
                throw new IllegalArgumentException("columns are " + lines.get(0) + ", expected " + HEADER);
            }
            lines.stream().skip(1).map(Coverage::row).forEach(rows::add);
        }
        return new Coverage(rows);
    }

    private static Row row(List<String> fields) {
        List<String> elements =
                fields.get(3).isBlank() ? List.of() : List.of(fields.get(3).split(" "));
        return new Row(fields.get(0), fields.get(1), fields.get(2), elements, fields.get(4));
    }

    /** Everything that does not fit, as sentences. */
    List<String> gaps(List<Diagram> models, Set<String> sourcesInCode) {
        Map<String, Activity> activities = new HashMap<>();
        models.forEach(model -> model.activities().forEach(activity -> activities.put(activity.getId(), activity)));
        List<String> gaps = new ArrayList<>(unnumbered());
        rows.forEach(row -> check(row, activities, gaps));
        Set<String> known = new HashSet<>();
        rows.stream().filter(row -> !row.how().equals("dropped")).forEach(row -> known.add(row.step()));
        activities.values().forEach(activity -> Diagram.sources(activity).stream()
                .filter(step -> !known.contains(step))
                .forEach(step -> gaps.add(activity.getId() + " names " + step + ", which no document has")));
        sourcesInCode.stream()
                .filter(step -> !known.contains(step))
                .forEach(step -> gaps.add("the code names " + step + ", which no document has"));
        return gaps;
    }

    private static void check(Row row, Map<String, Activity> activities, List<String> gaps) {
        if (row.text().isBlank()) {
            gaps.add(row.step() + " has no text");
        }
        switch (row.how()) {
            case "dropped" -> {
                if (row.reason().isBlank() || !row.elements().isEmpty()) {
                    gaps.add(row.step() + " is dropped: that needs a reason and no element");
                }
            }
            case "automated", "human" -> {
                boolean fits = false;
                for (String id : row.elements()) {
                    Activity activity = activities.get(id);
                    if (activity == null) {
                        gaps.add(row.step() + " names " + id + ", which no model has");
                    } else if (Diagram.sources(activity).stream().noneMatch(step -> covers(step, row.step()))) {
                        gaps.add(row.step() + " names " + id + ", which has another source");
                    } else {
                        fits |= activity instanceof UserTask == row.how().equals("human");
                    }
                }
                if (!fits) {
                    gaps.add(row.step() + " is said to be " + row.how() + ", and nothing of that kind does it");
                }
            }
            default -> gaps.add(row.step() + " is " + row.how() + ", expected automated, human or dropped");
        }
    }

    /** A step is done with its notes, and a heading with its steps. */
    private static boolean covers(String source, String step) {
        return step.equals(source) || step.startsWith(source + ".") || source.startsWith(step + ".");
    }

    /** Steps that are missing between or before others, and steps listed twice. */
    private List<String> unnumbered() {
        List<String> gaps = new ArrayList<>();
        Set<String> steps = new TreeSet<>();
        rows.stream().filter(row -> !steps.add(row.step())).forEach(row -> gaps.add(row.step() + " is listed twice"));
        for (String step : steps) {
            int cut = Math.max(step.lastIndexOf('.'), step.lastIndexOf('-'));
            int number = Integer.parseInt(step.substring(cut + 1));
            String before = step.substring(0, cut + 1) + (number - 1);
            if (number > 1 && !steps.contains(before)) {
                gaps.add(before + " is missing before " + step);
            }
            if (step.charAt(cut) == '.' && !steps.contains(step.substring(0, cut))) {
                gaps.add(step.substring(0, cut) + " is missing above " + step);
            }
        }
        return gaps;
    }
}
