package org.cnxrunbooks.cell;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OsFamilyPropertyTest {

    @Property(tries = 200)
    void what_is_joined_below_a_directory_lies_below_it(
            @ForAll OsFamily os, @ForAll("names") String directory, @ForAll("names") String child) {
        String root = root(os) + directory;
        assertThat(os.isBelow(os.join(root, child), root)).isTrue();
        assertThat(os.isBelow(root, os.join(root, child))).isFalse();
    }

    @Property(tries = 200)
    void a_directory_whose_name_only_starts_alike_lies_elsewhere(
            @ForAll OsFamily os, @ForAll("names") String directory, @ForAll("names") String child) {
        String root = root(os) + directory;
        assertThat(os.isBelow(os.join(root + "x", child), root)).isFalse();
    }

    @Property(tries = 200)
    void a_separator_at_the_end_makes_no_difference(
            @ForAll OsFamily os, @ForAll("names") String directory, @ForAll("names") String child) {
        String root = root(os) + directory;
        assertThat(os.join(root + os.separator(), child)).isEqualTo(os.join(root, child));
        assertThat(os.isBelow(root, root + os.separator())).isTrue();
    }

    @Property(tries = 200)
    void a_joined_path_is_absolute_when_its_root_is(@ForAll OsFamily os, @ForAll("names") String name) {
        assertThat(os.isAbsolute(os.join(root(os), name))).isTrue();
        assertThat(os.isAbsolute(os.join(name, name))).isFalse();
    }

    @Example
    void windows_knows_shares_and_forgets_case_and_slant() {
        assertThat(OsFamily.WINDOWS.isAbsolute("\\\\filer\\cnx\\data")).isTrue();
        assertThat(OsFamily.WINDOWS.isAbsolute("D:/IBM")).isTrue();
        assertThat(OsFamily.WINDOWS.isAbsolute("D:IBM")).isFalse();
        assertThat(OsFamily.WINDOWS.isAbsolute("/opt/IBM")).isFalse();
        assertThat(OsFamily.WINDOWS.isBelow("d:/ibm/Shared/ccm", "D:\\IBM\\shared"))
                .isTrue();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars(' ', '-', '.')
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    private static String root(OsFamily os) {
        return os == OsFamily.WINDOWS ? "D:\\" : "/";
    }
}
