package org.anamnesis.systemtests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.util.FileSystemUtils;

/**
 * Debian's Chromium, headless; nothing is downloaded for it. The driver gives each window a new
 * profile, and deletes it.
 */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final int NARROWEST_WINDOW = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final Path downloads;
  private final ChromeDriver driver;

  private Browser(Path folder, Dimension size) {
    this.folder = folder;
    this.downloads = folder.resolve("downloads");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, java.util.logging.Level.WARNING);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.setCapability("goog:loggingPrefs", logs);
    options.setExperimentalOption(
        "prefs", Map.of("download.default_directory", downloads.toString()));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=" + size.getWidth() + "," + size.getHeight());
    if (size.getWidth() < NARROWEST_WINDOW) {
      options.setExperimentalOption(
          "mobileEmulation",
          Map.of(
              "deviceMetrics",
              Map.of("width", size.getWidth(), "height", size.getHeight(), "pixelRatio", 2.0)));
    }
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    driver = new ChromeDriver(service, options);
  }

  /**
   * Skips the tests of a machine without one; CI installs one, so there its absence is a failure.
   */
  static void require() {
    assumeTrue(
        (Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER)) || System.getenv("CI") != null,
        "skipped: Debian's chromium and chromium-driver are not installed");
  }

  /** Opens a window of a size in CSS pixels. */
  static Browser open(int width, int height) {
    try {
      Path folder = Files.createTempDirectory("browser-");
      Files.createDirectory(folder.resolve("downloads"));
      return new Browser(folder, new Dimension(width, height));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void visit(URI address) {
    driver.get(address.toString());
  }

  void reload() {
    driver.navigate().refresh();
  }

  /** Waits for the page's heading. */
  void sees(String heading) {
    until("heading " + heading, () -> driver.findElement(By.tagName("h1")).getText(), heading);
  }

  /** Waits for a text anywhere in the page. */
  void reads(String text) {
    await("text " + text, () -> driver.findElement(By.tagName("body")).getText().contains(text));
  }

  /** Waits until a text is nowhere in the page any more. */
  void readsNoMore(String text) {
    await("no text " + text, () -> !shows(text));
  }

  /** Whether a text is in the page now. */
  boolean shows(String text) {
    return driver.findElement(By.tagName("body")).getText().contains(text);
  }

  /** Types into the field of a label. */
  void types(String label, String text) {
    WebElement field = field(label);
    if (!"file".equals(field.getDomAttribute("type"))) {
      field.clear();
    }
    field.sendKeys(text);
  }

  /** Presses a button, or follows a link, whose words begin so. */
  void presses(String words) {
    await(
        "button " + words,
        () -> {
          press(clickable(words));
          return true;
        });
  }

  /** Presses the button that ends what somebody may. */
  void endsFor(String name) {
    await(
        "end for " + name,
        () -> {
          press(
              driver.findElement(
                  By.cssSelector("button[aria-label^='End this for " + name + "']")));
          return true;
        });
  }

  /** Ticks or unticks a choice, or chooses it. */
  void chooses(String label) {
    press(driver.findElement(By.xpath("//label[normalize-space()='" + label + "']/input")));
  }

  /** Waits for a file that the page gave out, and takes it. */
  byte[] takesFile(String name) {
    Path file = downloads.resolve(name);
    await("file " + name, () -> Files.exists(file) && Files.size(file) > 0);
    try {
      byte[] octets = Files.readAllBytes(file);
      Files.delete(file);
      return octets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a function body in the page, which ends by calling its last argument. */
  Object runs(String script, Object... arguments) {
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    return driver.executeAsyncScript(script, arguments);
  }

  /** Shows the page as somebody sees it whose device is set to dark. */
  void darkens(boolean now) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", now ? "dark" : "light"))));
  }

  /** Cuts the page off from every server, or lets it reach them again. */
  void goesOffline(boolean now) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", now, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** Sends keys to whatever has the focus, as a keyboard does. */
  void keys(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** What the element with the focus is called by a screen reader. */
  String focused() {
    return Objects.requireNonNullElse(driver.switchTo().activeElement().getAccessibleName(), "");
  }

  /** What the page complained of, violations of its policy among them. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** How much wider the page is than its window; a phone should never scroll sideways. */
  long overflow() {
    return (Long)
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  /** Keeps what the window shows, if {@code anamnesis.screenshots} names a folder. */
  void keepsPicture(String name) {
    Optional.ofNullable(System.getProperty("anamnesis.screenshots"))
        .ifPresent(folder -> write(Path.of(folder, name + ".png")));
  }

  private void write(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WebElement field(String label) {
    WebElement found = driver.findElement(By.xpath("//label[normalize-space()='" + label + "']"));
    return driver.findElement(By.id(Objects.requireNonNull(found.getDomAttribute("for"))));
  }

  /** Scrolls to it as somebody does, for a phone shows the places on top of the page's end. */
  private void press(WebElement found) {
    driver.executeScript("arguments[0].scrollIntoView({block: 'nearest'})", found);
    found.click();
  }

  private WebElement clickable(String words) {
    return Stream.of("//dialog//button", "//main//button", "//a")
        .flatMap(where ->
            driver
                .findElements(By.xpath(where + "[starts-with(normalize-space(), '" + words + "')]"))
                .stream())
        .filter(WebElement::isDisplayed)
        .filter(WebElement::isEnabled)
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(words));
  }

  private interface Question {
    boolean holds() throws IOException;
  }

  private interface Reading {
    String text();
  }

  private void until(String what, Reading reading, String expected) {
    await(what, () -> reading.text().equals(expected));
  }

  private void await(String what, Question question) {
    new WebDriverWait(driver, PATIENCE)
        .withMessage(
            () -> what + "; the page says: " + driver.findElement(By.tagName("body")).getText())
        .ignoring(NoSuchElementException.class, StaleElementReferenceException.class)
        .until(page -> {
          try {
            return question.holds();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Where a test may keep files for as long as the window is open. */
  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    FileSystemUtils.deleteRecursively(folder);
  }
}
