package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PercentTextPropertyTest {

    @Property
    void every_text_survives(@ForAll String text) {
        String encoded = PercentText.encode(text);

        assertThat(encoded).isNotEmpty().matches("[!-~]+");
        assertThat(PercentText.decode(encoded)).isEqualTo(text);
    }

    @Example
    void a_value_that_was_cut_off_is_refused() {
        assertThatThrownBy(() -> PercentText.decode("a%00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PercentText.decode("a%00zz")).isInstanceOf(IllegalArgumentException.class);
    }
}
