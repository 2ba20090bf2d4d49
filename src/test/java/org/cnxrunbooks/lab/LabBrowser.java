package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * One person at one Chromium, with a fresh profile. Driver and browser are the machine's own; nothing is downloaded.
 * Every look waits for what is looked for, at most {@link #PATIENCE}.
 */
public final class LabBrowser implements AutoCloseable {

    /** Long enough for a step of the lab that a person waits for. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration RELOAD = Duration.ofSeconds(4);
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final Path profile;
    private final ChromeDriver driver;
    private final String base;

    private LabBrowser(String base, Path profile, ChromeDriver driver) {
        this.base = base;
        this.profile = profile;
        this.driver = driver;
    }

    /** Whether the browser and its driver are installed; refused otherwise under {@code lab.require=real}. */
    public static boolean installed() {
        boolean installed = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        if (!installed && "real".equals(System.getProperty("lab.require"))) {
            throw new IllegalStateException(
                    "no browser: " + CHROMIUM + " and " + DRIVER + " (observed none, expected both)"
                            + " HINT: install chromium and chromium-driver, or leave out -Dlab.require=real");
        }
        return installed;
    }

    /** @param base address of the application, without a path */
    public static LabBrowser open(String base) {
        try {
            Path profile = Files.createTempDirectory("lab-chromium");
            ChromeOptions options = new ChromeOptions();
            options.setBinary(CHROMIUM.toString());
            options.addArguments(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--lang=en",
                    "--window-size=1500,1300",
                    "--user-data-dir=" + profile);
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(DRIVER.toFile())
                    .withTimeout(PATIENCE)
                    .build();
            return new LabBrowser(base, profile, new ChromeDriver(service, options));
        } catch (IOException e) {
            throw new UncheckedIOException("no profile for the browser", e);
        }
    }

    public void go(String path) {
        driver.get(base + path);
    }

    /** The first visible one. */
    public WebElement see(By what) {
        return new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> "not seen: " + what + " at " + driver.getCurrentUrl() + "\n" + text())
                .until(page -> shown(page, what));
    }

    public void click(By what) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(org.openqa.selenium.WebDriverException.class)
                .withMessage(() -> "not clickable: " + what + "\n" + text())
                .until(page -> {
                    WebElement element = shown(page, what);
                    if (element == null || !element.isEnabled()) {
                        return false;
                    }
                    scrollTo(element);
                    element.click();
                    return true;
                });
    }

    /** Types into a field, instead of what stood there. */
    public void type(By what, String text) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> "not there to be typed into: " + what + "\n" + text())
                .until(page -> {
                    WebElement field = shown(page, what);
                    if (field == null) {
                        return false;
                    }
                    field.clear();
                    field.sendKeys(text);
                    return true;
                });
    }

    /** Waits as an impatient person does: by loading the page again until it is there. */
    public void seeByReloading(By what) {
        for (int i = 0; i < PATIENCE.toSeconds() / RELOAD.toSeconds(); i++) {
            try {
                new WebDriverWait(driver, RELOAD)
                        .ignoring(StaleElementReferenceException.class)
                        .until(page -> shown(page, what));
                return;
            } catch (TimeoutException e) {
                driver.navigate().refresh();
            }
        }
        see(what);
    }

    public void awaitGone(By what) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> "still there: " + what + "\n" + text())
                .until(page -> shown(page, what) == null);
    }

    /** Whether it is there now. */
    public boolean sees(By what) {
        return !driver.findElements(what).isEmpty();
    }

    /** The page's visible text. */
    public String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** Keeps what is seen now, with the whole length of a form, in {@code target/screenshots/<name>.png}. */
    public void screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings an element to the middle of the view, where no bar covers it. */
    public void scrollTo(WebElement element) {
        ((JavascriptExecutor) driver).executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    }

    public void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** From now on nothing is loaded whose address contains one of these; nothing is kept in a cache either. */
    public void block(String... addresses) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setCacheDisabled", Map.of("cacheDisabled", true));
        driver.executeCdpCommand(
                "Network.setBlockedURLs",
                Map.of(
                        "urls",
                        Stream.of(addresses).map(part -> "*" + part + "*").toList()));
    }

    /** Presses keys wherever the cursor is. */
    public void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** The element that has the cursor. */
    public WebElement focused() {
        return driver.switchTo().activeElement();
    }

    public String address() {
        return driver.getCurrentUrl();
    }

    /** What a script in the page returns; a promise is waited for. */
    public Object script(String body) {
        return driver.executeAsyncScript("const done = arguments[arguments.length - 1]; (async () => {" + body
                + "})().then(done, e => done('' + e));");
    }

    /** What axe finds within the part of the page, serious or worse: one line for each. */
    public List<String> barriers(String within) {
        try (InputStream axe = LabBrowser.class.getResourceAsStream("/axe.min.js")) {
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("axe is missing", e);
        }
        Object found = script("const report = await axe.run('" + within + "');"
                + " return report.violations.filter(one => ['serious', 'critical'].includes(one.impact))"
                + ".map(one => one.id + ': ' + one.nodes[0].html);");
        return found instanceof List<?> lines
                ? lines.stream().map(String::valueOf).toList()
                : List.of("axe: " + found);
    }

    /** Console lines of level SEVERE since the last call. */
    public List<String> errors() {
        return driver.manage().logs().get("browser").getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
        LabWait.until("end of the profile", PATIENCE, this::profileRemoved, profile::toString);
    }

    /** The browser's helpers may write there while they end. */
    private boolean profileRemoved() {
        try {
            LabCommand.run(List.of("rm", "-rf", "--", profile.toString()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static @org.jspecify.annotations.Nullable WebElement shown(WebDriver page, By what) {
        return page.findElements(what).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null);
    }
}
