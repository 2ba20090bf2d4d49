package org.cnxrunbooks.lab;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * Camunda Tasklist as one person uses it: log in, start a runbook with its form, take a task, fill in, complete. Fields
 * are found by their labels, as a person finds them.
 */
public final class LabTasklist implements AutoCloseable {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final By START = By.cssSelector("button[ng-click='startProcessInstance()']");
    private static final By CLAIM = By.cssSelector("button.claim");
    private static final By COMPLETE = By.cssSelector("button[ng-click='complete()']");

    private final LabBrowser browser;
    private final String person;

    private LabTasklist(LabBrowser browser, String person) {
        this.browser = browser;
        this.person = person;
    }

    /**
     * Opens a browser of this person's own and logs in; the password is the name.
     *
     * @param missing parts of addresses that cannot be loaded
     */
    public static LabTasklist as(String person, String base, String... missing) {
        LabBrowser browser = LabBrowser.open(base);
        if (missing.length > 0) {
            browser.block(missing);
        }
        browser.go(TASKLIST);
        browser.type(By.cssSelector("input[ng-model='username']"), person);
        browser.type(By.cssSelector("input[ng-model='password']"), person);
        browser.click(By.cssSelector("button[type='submit']"));
        browser.awaitGone(By.cssSelector("input[ng-model='password']"));
        return new LabTasklist(browser, person);
    }

    public LabBrowser browser() {
        return browser;
    }

    /** Opens the start form of a runbook. */
    public void openStart(String process) {
        browser.go(TASKLIST + "#/?processStart=" + process);
        browser.see(By.cssSelector(".fjs-container"));
    }

    public void start() {
        browser.click(START);
        browser.awaitGone(START);
    }

    /** Opens the task of this name from the list. */
    public void open(String task) {
        By entry = entry(task);
        browser.seeByReloading(entry);
        browser.click(entry);
    }

    /** Opens a part of the task that is open: Form, Run, History … */
    public void tab(String label) {
        browser.click(By.xpath("//ul[contains(@class,'nav-tabs')]//a[normalize-space(.)=" + quoted(label) + "]"));
    }

    /** Opens the task of this name from the list and takes it. */
    public void take(String task) {
        open(task);
        browser.click(CLAIM);
        browser.see(By.cssSelector("button.unclaim"));
        browser.see(By.cssSelector(".fjs-container"));
    }

    /** Back to the list, no task before one's eyes. */
    public void leave() {
        browser.go("/camunda/app/welcome/");
        browser.go(TASKLIST);
    }

    public void complete(String task) {
        browser.click(COMPLETE);
        browser.awaitGone(entry(task));
    }

    /** Chooses a filter of the left column by its name. */
    public void filter(String name) {
        browser.click(
                By.xpath("//*[contains(@class,'task-filters')]//*[normalize-space(text())=" + quoted(name) + "]"));
    }

    /** Types into the field with this label. */
    public void type(String label, String text) {
        browser.type(field(label), text);
    }

    /** Types a date (month/day/year) or a time into the field with this label and leaves it. */
    public void typeMoment(String label, String text) {
        browser.see(field(label)).sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.ENTER, Keys.TAB);
    }

    /** Chooses the entry of a searchable list that begins so. */
    public void select(String label, String option) {
        WebElement field = browser.see(field(label));
        field.click();
        field.sendKeys(option);
        browser.click(By.xpath("//*[contains(@class,'fjs-dropdownlist-item')][starts-with(normalize-space(.),"
                + quoted(option) + ")]"));
        field.sendKeys(Keys.TAB);
    }

    /** Chooses the radio button whose label begins so. */
    public void choose(String option) {
        browser.click(
                By.xpath("//label[.//input[@type='radio']][starts-with(normalize-space(.)," + quoted(option) + ")]"));
    }

    /** Ticks the box whose label begins so. */
    public void tick(String label) {
        browser.click(
                By.xpath("//label[.//input[@type='checkbox']][starts-with(normalize-space(.)," + quoted(label) + ")]"));
    }

    /** What keeps people out of our part of the page, serious or worse. */
    public List<String> barriers() {
        return browser.barriers(".cnx");
    }

    public void screenshot(String name) {
        browser.screenshot(person + "-" + name);
    }

    @Override
    public void close() {
        browser.close();
    }

    private By field(String label) {
        String id = browser.see(By.xpath("//label[starts-with(normalize-space(.)," + quoted(label) + ")]"))
                .getDomAttribute("for");
        return By.id(id);
    }

    private static By entry(String task) {
        return By.xpath("//li[contains(@class,'task')]//*[normalize-space(text())=" + quoted(task) + "]");
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
