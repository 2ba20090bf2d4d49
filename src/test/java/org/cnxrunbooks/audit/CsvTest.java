package org.cnxrunbooks.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void commas_quotes_and_lines_stay_in_their_cell_and_formulas_are_made_harmless() {
        Sheet sheet = new Sheet(
                List.of(
                        Sheet.column("what", "What", Sheet.Kind.TEXT),
                        Sheet.column("count", "Count", Sheet.Kind.COUNT)),
                List.of(
                        Arrays.asList("a, \"b\"\nc", 3),
                        Arrays.asList("=cmd|' /C calc'!A0", null),
                        Arrays.asList("-1+1", -1),
                        Arrays.asList("plain", 0)),
                true);
        assertThat(Csv.of(sheet))
                .isEqualTo("what,count\r\n\"a, \"\"b\"\"\nc\",3\r\n'=cmd|' /C calc'!A0,\r\n'-1+1,-1\r\nplain,0\r\n");
    }
}
