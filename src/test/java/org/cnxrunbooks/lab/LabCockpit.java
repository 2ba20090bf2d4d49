package org.cnxrunbooks.lab;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;

/** Camunda Cockpit as one person uses it, with the pages of this product. */
public final class LabCockpit implements AutoCloseable {

    private static final String COCKPIT = "/camunda/app/cockpit/default/";
    private static final By PASSWORD = By.cssSelector("input[ng-model='password']");
    private static final Map<Integer, Integer> SIZES = Map.of(1280, 900, 1920, 1080);

    private final LabBrowser browser;
    private final String person;

    private LabCockpit(LabBrowser browser, String person) {
        this.browser = browser;
        this.person = person;
    }

    /**
     * Opens a browser of this person's own and logs in; the password is the name.
     *
     * @param missing parts of addresses that cannot be loaded
     */
    public static LabCockpit as(String person, String base, String... missing) {
        LabBrowser browser = LabBrowser.open(base);
        browser.block(missing);
        browser.go(COCKPIT);
        browser.type(By.cssSelector("input[ng-model='username']"), person);
        browser.type(PASSWORD, person);
        browser.click(By.cssSelector("button[type='submit']"));
        browser.awaitGone(PASSWORD);
        return new LabCockpit(browser, person);
    }

    public LabBrowser browser() {
        return browser;
    }

    /** @param place behind the {@code #} of Cockpit's address */
    public void open(String place) {
        browser.go(COCKPIT + "#" + place);
    }

    /** Waits for text within our page. */
    public void see(String text) {
        browser.see(By.xpath("//*[contains(@class,'cnx')]//*[contains(normalize-space(.),'" + text + "')]"));
    }

    /** The page at 1280 and 1920 pixels. */
    public void screenshots(String name) {
        SIZES.forEach((width, height) -> {
            browser.resize(width, height);
            browser.screenshot(person + "-" + name + "-" + width);
        });
    }

    /** What keeps people out of the page, serious or worse. */
    public List<String> barriers() {
        return browser.barriers(".cnx");
    }

    @Override
    public void close() {
        browser.close();
    }
}
