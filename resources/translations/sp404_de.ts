<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About SP-404 Batch</source>
        <translation>Über SP-404 Batch</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Free software under the MIT licence, without any warranty. It sends nothing about you to anybody.</source>
        <translation>Freie Software unter der MIT-Lizenz, ohne jede Gewährleistung. Sie sendet niemandem etwas über ihre Benutzer.</translation>
    </message>
    <message>
        <source>Licences of its parts</source>
        <translation>Lizenzen der Bestandteile</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Gebaut mit</translation>
    </message>
    <message>
        <source>Measures, describes and exports audio samples for the Roland SP-404MKII.</source>
        <translation>Misst, beschreibt und exportiert Audio-Samples für den Roland SP-404MKII.</translation>
    </message>
    <message>
        <source>Qt, PySide6, libsndfile, soxr and pebble are under the LGPL. They are used unchanged, as files of their own in the program's folder: you may exchange each for another build of it. Their sources are where their packages come from.</source>
        <translation>Qt, PySide6, libsndfile, soxr und pebble stehen unter der LGPL. Sie werden unverändert verwendet, als eigene Dateien im Ordner des Programms: Jede darf gegen einen anderen Build ausgetauscht werden. Ihr Quelltext ist dort zu finden, woher die Pakete stammen.</translation>
    </message>
    <message>
        <source>Roland and SP-404 are trademarks of Roland Corporation, which has no part in this program.</source>
        <translation>Roland und SP-404 sind Marken der Roland Corporation, die an diesem Programm nicht beteiligt ist.</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Where things are kept</source>
        <translation>Wo alles liegt</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Appearance and start</source>
        <translation>Aussehen und Start</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>From the next start on.</source>
        <translation>Ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Unfinished collections</source>
        <translation>Unfertige Sammlungen</translation>
    </message>
    <message>
        <source>When the window opens again.</source>
        <translation>Wenn das Fenster wieder geöffnet wird.</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>wie das System</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>go on at once</source>
        <translation>sofort fortsetzen</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>wait for me</source>
        <translation>auf mich warten</translation>
    </message>
</context>
<context>
    <name>AuditTable</name>
    <message>
        <source>Detail</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>batch %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>try %1</source>
        <translation>Versuch %1</translation>
    </message>
</context>
<context>
    <name>AuditView</name>
    <message>
        <source>Audit trail</source>
        <translation>Verlauf</translation>
    </message>
</context>
<context>
    <name>Audition</name>
    <message>
        <source>This file is long: its first {:.0f} minutes can be listened to here.</source>
        <translation>Diese Datei ist lang: Hier sind ihre ersten {:.0f} Minuten zu hören.</translation>
    </message>
</context>
<context>
    <name>CallsPage</name>
    <message>
        <source>A collection waits for you when it has made so many.</source>
        <translation>Nach so vielen Anfragen wartet eine Sammlung auf eine Entscheidung.</translation>
    </message>
    <message>
        <source>As the provider counts it.</source>
        <translation>So, wie der Anbieter rechnet.</translation>
    </message>
    <message>
        <source>Batches, pace, budget</source>
        <translation>Gruppen, Tempo, Budget</translation>
    </message>
    <message>
        <source>By itself 12 s; a server that asks for more is obeyed.</source>
        <translation>Von selbst 12 s; verlangt ein Server mehr, gilt das.</translation>
    </message>
    <message>
        <source>Do again</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>For new collections; each plan can differ.</source>
        <translation>Für neue Sammlungen; jeder Plan kann abweichen.</translation>
    </message>
    <message>
        <source>More make fewer calls; fewer make surer answers.</source>
        <translation>Mehr brauchen weniger Anfragen; weniger geben sicherere Antworten.</translation>
    </message>
    <message>
        <source>Most calls</source>
        <translation>Höchstens Anfragen</translation>
    </message>
    <message>
        <source>Most money</source>
        <translation>Höchstens Kosten</translation>
    </message>
    <message>
        <source>Of the samples; damaged files do not count.</source>
        <translation>Anteil der Samples; beschädigte Dateien zählen nicht.</translation>
    </message>
    <message>
        <source>One call every</source>
        <translation>Eine Anfrage alle</translation>
    </message>
    <message>
        <source>Samples a call</source>
        <translation>Samples je Anfrage</translation>
    </message>
    <message>
        <source>Stop after failures</source>
        <translation>Anhalten nach Fehlern</translation>
    </message>
    <message>
        <source>When a collection is opened again.</source>
        <translation>Wenn eine Sammlung wieder geöffnet wird.</translation>
    </message>
    <message>
        <source>as answers allow</source>
        <translation>je nach Antworten</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>provider's own</source>
        <translation>Vorgabe des Anbieters</translation>
    </message>
    <message>
        <source>what failed</source>
        <translation>was fehlschlug</translation>
    </message>
    <message>
        <source>what has changed</source>
        <translation>was sich geändert hat</translation>
    </message>
</context>
<context>
    <name>CardChoices</name>
    <message>
        <source>Bring all to</source>
        <translation>Alle auf</translation>
    </message>
    <message>
        <source>Card or folder</source>
        <translation>Karte oder Ordner</translation>
    </message>
    <message>
        <source>Cut silence at the ends of one-shots</source>
        <translation>Stille an den Enden von One-Shots abschneiden</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>Dateinamen</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Ihm einen Namen geben.</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Lautheit</translation>
    </message>
    <message>
        <source>Name of its folder</source>
        <translation>Name des Ordners</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Samples</translation>
    </message>
    <message>
        <source>after the samples' files</source>
        <translation>nach den Dateien der Samples</translation>
    </message>
    <message>
        <source>all that the list shows</source>
        <translation>alle, die die Liste zeigt</translation>
    </message>
    <message>
        <source>by how they sound</source>
        <translation>nach ihrem Klang</translation>
    </message>
    <message>
        <source>favorites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>selected in the list</source>
        <translation>in der Liste gewählte</translation>
    </message>
    <message>
        <source>those of the kit</source>
        <translation>die des Kits</translation>
    </message>
</context>
<context>
    <name>CardDialog</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Choose the card, or a folder.</source>
        <translation>Die Karte oder einen Ordner wählen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird angesehen …</translation>
    </message>
    <message>
        <source>Pad sheet as PDF</source>
        <translation>Pad-Blatt als PDF</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Return shows what would be written.</source>
        <translation>Die Eingabetaste zeigt, was geschrieben würde.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopped. What is finished stays; writing again goes on there.</source>
        <translation>Angehalten. Was fertig ist, bleibt; noch einmal schreiben macht dort weiter.</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Write card</source>
        <translation>Karte schreiben</translation>
    </message>
    <message>
        <source>Write here</source>
        <translation>Hierhin schreiben</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Wird geschrieben …</translation>
    </message>
    <message>
        <source>the pad sheet lies beside</source>
        <translation>das Pad-Blatt liegt daneben</translation>
    </message>
</context>
<context>
    <name>CardList</name>
    <message>
        <source>What is written</source>
        <translation>Was geschrieben wird</translation>
    </message>
</context>
<context>
    <name>CategoryBox</name>
    <message>
        <source>As measured</source>
        <translation>Wie gemessen</translation>
    </message>
    <message>
        <source>As measured: %1</source>
        <translation>Wie gemessen: %1</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Category: choose another one to correct it</source>
        <translation>Kategorie: zum Korrigieren eine andere wählen</translation>
    </message>
    <message>
        <source>Corrected by you; measured: %1</source>
        <translation>Von Hand korrigiert; gemessen: %1</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>Verschieden</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>Collection</name>
    <message>
        <source>The change was not kept: %1</source>
        <translation>Die Änderung wurde nicht gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>CollectionRow</name>
    <message>
        <source>at work</source>
        <translation>bei der Arbeit</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>finished, %1 failed</source>
        <translation>fertig, %1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>stopped by an error</source>
        <translation>durch einen Fehler gestoppt</translation>
    </message>
    <message>
        <source>watches its folders while it is open</source>
        <translation>beobachtet ihre Ordner, solange sie offen ist</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Copy the path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>Less measurements</source>
        <translation>Weniger Messwerte</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More measurements</source>
        <translation>Mehr Messwerte</translation>
    </message>
</context>
<context>
    <name>DeviceButton</name>
    <message>
        <source>Output device</source>
        <translation>Ausgabegerät</translation>
    </message>
    <message>
        <source>System output</source>
        <translation>Systemausgabe</translation>
    </message>
</context>
<context>
    <name>DialogControl</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Result cache</source>
        <translation>Ergebnis-Cache</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>DropControl</name>
    <message>
        <source>Nothing was added: “%1” was left before all was read. Drop it there again.</source>
        <translation>Es kam nichts hinzu: „%1“ wurde verlassen, bevor alles gelesen war. Ziehe es noch einmal dorthin.</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Add to “%1”</source>
        <translation>Zu „%1“ hinzufügen</translation>
    </message>
    <message>
        <source>Drop area</source>
        <translation>Ablagefläche</translation>
    </message>
    <message>
        <source>Drop to make a new collection</source>
        <translation>Ablegen, um eine neue Sammlung anzulegen</translation>
    </message>
</context>
<context>
    <name>DuplicatesDialog</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>Groups of the same sound</source>
        <translation>Gruppen desselben Klangs</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird nachgesehen …</translation>
    </message>
    <message>
        <source>Move %1 to the trash…</source>
        <translation>%1 in den Papierkorb …</translation>
    </message>
    <message>
        <source>Move to the trash…</source>
        <translation>In den Papierkorb …</translation>
    </message>
    <message>
        <source>Moving…</source>
        <translation>Wird verschoben …</translation>
    </message>
    <message>
        <source>Nothing was moved.</source>
        <translation>Nichts wurde verschoben.</translation>
    </message>
    <message>
        <source>One of them has to stay: choose another one to keep first.</source>
        <translation>Eines davon muss bleiben: zuerst ein anderes zum Behalten wählen.</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>Bleibt</translation>
    </message>
    <message>
        <source>What was moved</source>
        <translation>Was verschoben wurde</translation>
    </message>
    <message>
        <source>X hears the other at the same place · Space plays · K keeps or not · Shift+K keeps all</source>
        <translation>X spielt das andere an derselben Stelle · Leertaste spielt · K behält oder nicht · Umschalt+K behält alle</translation>
    </message>
    <message>
        <source>Yes, move %1</source>
        <translation>Ja, %1 verschieben</translation>
    </message>
</context>
<context>
    <name>EditControl</name>
    <message>
        <source>This collection can only be read right now: another process works on it.</source>
        <translation>Diese Sammlung kann gerade nur gelesen werden: Ein anderer Prozess arbeitet daran.</translation>
    </message>
    <message>
        <source>This collection is damaged: repair it with `sp404-batch rebuild` first.</source>
        <translation>Diese Sammlung ist beschädigt: Zuerst mit `sp404-batch rebuild` reparieren.</translation>
    </message>
    <message>
        <source>favorite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>removal</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>Favorite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Favorite (F)</source>
        <translation>Favorit (F)</translation>
    </message>
    <message>
        <source>Some are favorites: a click makes all of them favorites</source>
        <translation>Manche sind Favoriten: Ein Klick macht alle dazu</translation>
    </message>
</context>
<context>
    <name>EmptyView</name>
    <message>
        <source>A handful of free samples shows what this is about. No key, no network.</source>
        <translation>Eine Handvoll freier Samples zeigt, worum es geht. Kein Schlüssel, kein Netz.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Drop folders or samples here</source>
        <translation>Ordner oder Samples hier ablegen</translation>
    </message>
    <message>
        <source>Everything is measured on this machine first. Your files are never changed; copies go to the trash if you say so.</source>
        <translation>Zuerst wird alles auf diesem Rechner gemessen. Dateien werden nie verändert; Kopien kommen nur auf Wunsch in den Papierkorb.</translation>
    </message>
    <message>
        <source>Just looking?</source>
        <translation>Nur mal sehen?</translation>
    </message>
    <message>
        <source>Try the demo samples</source>
        <translation>Demo-Samples ausprobieren</translation>
    </message>
</context>
<context>
    <name>ErrorReportDialog</name>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>The program goes on, and what was finished is kept. If it happens again, this report helps to mend it. Keys and the way to your home folder are taken out. Nothing is sent by itself.</source>
        <translation>Das Programm läuft weiter, und alles Fertige ist gespeichert. Falls es wieder geschieht, hilft dieser Bericht, den Fehler zu beheben. Schlüssel und der Pfad zum persönlichen Ordner sind entfernt. Nichts wird von selbst gesendet.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
</context>
<context>
    <name>ExportControl</name>
    <message>
        <source>There is no folder %1.</source>
        <translation>Es gibt keinen Ordner %1.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird nachgesehen …</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace the file that is there</source>
        <translation>Vorhandene Datei ersetzen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>There is a file of this name already.</source>
        <translation>Eine Datei mit diesem Namen gibt es schon.</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Wird geschrieben …</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
</context>
<context>
    <name>FileControl</name>
    <message>
        <source>Add a folder of samples</source>
        <translation>Ordner mit Samples hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder to this collection</source>
        <translation>Ordner zu dieser Sammlung hinzufügen</translation>
    </message>
    <message>
        <source>Add samples</source>
        <translation>Samples hinzufügen</translation>
    </message>
    <message>
        <source>No file manager answers. The path was copied instead: %1</source>
        <translation>Kein Dateimanager antwortet. Stattdessen wurde der Pfad kopiert: %1</translation>
    </message>
    <message>
        <source>Open a job folder</source>
        <translation>Job-Ordner öffnen</translation>
    </message>
</context>
<context>
    <name>FileLine</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>File to write</source>
        <translation>Zieldatei</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation>Dateinamen angeben.</translation>
    </message>
</context>
<context>
    <name>FilterField</name>
    <message>
        <source>%1 exact, %2 alike of %3</source>
        <translation>%1 genau, %2 ähnlich von %3</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter: words, bpm:85-95, key:Am, vibe:dusty, -vinyl</source>
        <translation>Filter: Wörter, bpm:85-95, key:Am, vibe:dusty, -vinyl</translation>
    </message>
    <message>
        <source>Not understood</source>
        <translation>Nicht verstanden</translation>
    </message>
    <message>
        <source>Recent filters</source>
        <translation>Letzte Filter</translation>
    </message>
    <message>
        <source>Save this search (Ctrl+D)</source>
        <translation>Suche speichern (Strg+D)</translation>
    </message>
</context>
<context>
    <name>FirstRunDialog</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Try the demo samples</source>
        <translation>Demo-Samples ausprobieren</translation>
    </message>
    <message>
        <source>Welcome to SP-404 Batch</source>
        <translation>Willkommen bei SP-404 Batch</translation>
    </message>
</context>
<context>
    <name>FolderLine</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Write the whole path of a folder.</source>
        <translation>Den vollständigen Pfad eines Ordners angeben.</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Category of %1</source>
        <translation>Kategorie von %1</translation>
    </message>
    <message>
        <source>Copy all as text</source>
        <translation>Alles als Text kopieren</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy paths</source>
        <translation>Pfade kopieren</translation>
    </message>
    <message>
        <source>Copy “%1”</source>
        <translation>„%1“ kopieren</translation>
    </message>
    <message>
        <source>Favorite %1</source>
        <translation>Favorit %1</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Kind of sound of %1</source>
        <translation>Klangart von %1</translation>
    </message>
    <message>
        <source>Not compared yet</source>
        <translation>Noch nicht verglichen</translation>
    </message>
    <message>
        <source>Note on %1</source>
        <translation>Notiz zu %1</translation>
    </message>
    <message>
        <source>Nothing in this collection goes with it.</source>
        <translation>In dieser Sammlung passt nichts dazu.</translation>
    </message>
    <message>
        <source>Rating of %1</source>
        <translation>Bewertung von %1</translation>
    </message>
    <message>
        <source>Select a sample to see what is known of it.</source>
        <translation>Ein Sample auswählen, um zu sehen, was darüber bekannt ist.</translation>
    </message>
    <message>
        <source>Tag %1</source>
        <translation>Tag für %1</translation>
    </message>
    <message>
        <source>Untag %1</source>
        <translation>Tag von %1 entfernen</translation>
    </message>
    <message>
        <source>What is known of the sample</source>
        <translation>Was über das Sample bekannt ist</translation>
    </message>
</context>
<context>
    <name>KeyBox</name>
    <message>
        <source>Asking the server…</source>
        <translation>Server wird gefragt …</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Paste the key here</source>
        <translation>Schlüssel hier einfügen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>The key comes from %1 in the environment.</source>
        <translation>Der Schlüssel kommt aus %1 in der Umgebung.</translation>
    </message>
    <message>
        <source>The key is kept in the system's keyring.</source>
        <translation>Der Schlüssel liegt im Schlüsselbund des Systems.</translation>
    </message>
    <message>
        <source>There is no key.</source>
        <translation>Es ist kein Schlüssel hinterlegt.</translation>
    </message>
</context>
<context>
    <name>KeyControl</name>
    <message>
        <source>Asking the keyring…</source>
        <translation>Schlüsselbund wird gefragt …</translation>
    </message>
</context>
<context>
    <name>KeyStep</name>
    <message>
        <source>Every sample is measured on this machine. How it feels is described by a language model: OpenRouter offers free ones, for a key that you get at openrouter.ai/keys.</source>
        <translation>Jedes Sample wird auf diesem Rechner gemessen. Wie es klingt und wirkt, beschreibt ein Sprachmodell: OpenRouter bietet kostenlose an, mit einem Schlüssel von openrouter.ai/keys.</translation>
    </message>
    <message>
        <source>Go on without a key</source>
        <translation>Ohne Schlüssel weiter</translation>
    </message>
    <message>
        <source>Key for OpenRouter</source>
        <translation>Schlüssel für OpenRouter</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>What leaves this machine</source>
        <translation>Was diesen Rechner verlässt</translation>
    </message>
    <message>
        <source>Who describes your samples?</source>
        <translation>Wer beschreibt die Samples?</translation>
    </message>
    <message>
        <source>With a key: measurements, and names of files and folders unless you hide them. Never the audio. Without one: nothing.</source>
        <translation>Mit Schlüssel: Messwerte sowie Datei- und Ordnernamen, sofern sie nicht verborgen werden. Nie das Audio. Ohne Schlüssel: nichts.</translation>
    </message>
    <message>
        <source>Without a key everything else works: tempo, key, category, listening, searching, export, and words drawn from what was measured.</source>
        <translation>Ohne Schlüssel geht alles andere trotzdem: Tempo, Tonart, Kategorie, Hören, Suchen, Export und Wörter, die aus den Messungen abgeleitet sind.</translation>
    </message>
</context>
<context>
    <name>KitBox</name>
    <message>
        <source>Kit</source>
        <translation>Kit</translation>
    </message>
    <message>
        <source>Kit “%1”</source>
        <translation>Kit „%1“</translation>
    </message>
</context>
<context>
    <name>KitControl</name>
    <message>
        <source>All pads of the kit are taken: clear one first, or make a new kit.</source>
        <translation>Alle Pads des Kits sind belegt: zuerst eines leeren oder ein neues Kit anlegen.</translation>
    </message>
    <message>
        <source>Kit</source>
        <translation>Kit</translation>
    </message>
    <message>
        <source>Kit “%1” is deleted. Ctrl+Z brings it back.</source>
        <translation>Das Kit „%1“ ist gelöscht. Strg+Z holt es zurück.</translation>
    </message>
    <message>
        <source>There is nothing to fill with: no sample is measured yet, or all pads are locked.</source>
        <translation>Es gibt nichts zum Füllen: Noch ist kein Sample gemessen, oder alle Pads sind gesperrt.</translation>
    </message>
    <message>
        <source>add to pads</source>
        <translation>auf Pads legen</translation>
    </message>
    <message>
        <source>choke group</source>
        <translation>Choke-Gruppe</translation>
    </message>
    <message>
        <source>clear pad</source>
        <translation>Pad leeren</translation>
    </message>
    <message>
        <source>delete kit</source>
        <translation>Kit löschen</translation>
    </message>
    <message>
        <source>duplicate kit</source>
        <translation>Kit duplizieren</translation>
    </message>
    <message>
        <source>fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>lock pad</source>
        <translation>Pad sperren</translation>
    </message>
    <message>
        <source>move pad</source>
        <translation>Pad verschieben</translation>
    </message>
    <message>
        <source>new kit</source>
        <translation>Neues Kit</translation>
    </message>
    <message>
        <source>put on pads</source>
        <translation>auf Pads legen</translation>
    </message>
    <message>
        <source>rename kit</source>
        <translation>Kit umbenennen</translation>
    </message>
</context>
<context>
    <name>KitNameDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name of the kit</source>
        <translation>Name des Kits</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Rename the kit</source>
        <translation>Kit umbenennen</translation>
    </message>
</context>
<context>
    <name>KitRack</name>
    <message>
        <source>Kit</source>
        <translation>Kit</translation>
    </message>
    <message>
        <source>The change was not kept: %1</source>
        <translation>Die Änderung wurde nicht gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>ListHeader</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>Arrow keys go to the nearest sample in their direction, plus and minus zoom, Home shows all.</source>
        <translation>Pfeiltasten führen zum nächsten Sample in ihrer Richtung, Plus und Minus zoomen, Pos1 zeigt alle.</translation>
    </message>
    <message>
        <source>Drawing the map … %1</source>
        <translation>Die Klangkarte wird gezeichnet … %1</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Klangkarte</translation>
    </message>
    <message>
        <source>Play the sample under the mouse</source>
        <translation>Sample unter der Maus abspielen</translation>
    </message>
    <message>
        <source>Samples find their place here once they are measured.</source>
        <translation>Samples finden hier ihren Platz, sobald sie gemessen sind.</translation>
    </message>
    <message>
        <source>Show the whole map (Home)</source>
        <translation>Die ganze Klangkarte zeigen (Pos1)</translation>
    </message>
    <message>
        <source>There is nothing here yet.</source>
        <translation>Hier ist noch nichts.</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Vergrößern (+)</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>Verkleinern (−)</translation>
    </message>
    <message>
        <source>hover plays</source>
        <translation>Maus spielt</translation>
    </message>
    <message>
        <source>near means alike · wheel zooms · drag moves · Shift+drag lassoes</source>
        <translation>nah heißt ähnlich · Mausrad zoomt · Ziehen verschiebt · Umschalt+Ziehen wählt aus</translation>
    </message>
</context>
<context>
    <name>MatchList</name>
    <message>
        <source>Play both together, in time (T)</source>
        <translation>Beide zusammen spielen, im Takt (T)</translation>
    </message>
</context>
<context>
    <name>MatchRow</name>
    <message>
        <source>%1, fits %2</source>
        <translation>%1, passt zu %2</translation>
    </message>
</context>
<context>
    <name>MemberCard</name>
    <message>
        <source>Goes to the trash</source>
        <translation>Kommt in den Papierkorb</translation>
    </message>
    <message>
        <source>Hear %1: %2</source>
        <translation>%1 anhören: %2</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep %1: %2</source>
        <translation>%1 behalten: %2</translation>
    </message>
</context>
<context>
    <name>MemoryControl</name>
    <message>
        <source>%1 of %2 samples are done.</source>
        <translation>%1 von %2 Samples sind fertig.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>$ a million tokens</source>
        <translation>$ je Million Token</translation>
    </message>
    <message>
        <source>%1 of %2 models</source>
        <translation>%1 von %2 Modellen</translation>
    </message>
    <message>
        <source>Add as fallback</source>
        <translation>Als Ersatz hinzufügen</translation>
    </message>
    <message>
        <source>Ask this one</source>
        <translation>Dieses fragen</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Asking the provider…</source>
        <translation>Anbieter wird gefragt …</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Fetch the list</source>
        <translation>Liste abrufen</translation>
    </message>
    <message>
        <source>Fetch the list to choose from what the provider offers.</source>
        <translation>Die Liste holen, um aus dem Angebot des Anbieters zu wählen.</translation>
    </message>
    <message>
        <source>Filter models</source>
        <translation>Modelle filtern</translation>
    </message>
    <message>
        <source>Free only</source>
        <translation>Nur kostenlose</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Models of the provider</source>
        <translation>Modelle des Anbieters</translation>
    </message>
    <message>
        <source>Names separated by commas.</source>
        <translation>Namen, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>The first model is asked; the others step in, in order, when it does not answer.</source>
        <translation>Das erste Modell wird gefragt; die anderen springen der Reihe nach ein, wenn es nicht antwortet.</translation>
    </message>
    <message>
        <source>free</source>
        <translation>kostenlos</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>the provider's own choice</source>
        <translation>die Wahl des Anbieters</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>MonitorPanel</name>
    <message>
        <source>Calls a minute</source>
        <translation>Anfragen pro Minute</translation>
    </message>
    <message>
        <source>Close the monitor</source>
        <translation>Monitor schließen</translation>
    </message>
    <message>
        <source>Counted while it works</source>
        <translation>Gezählt, solange gearbeitet wird</translation>
    </message>
    <message>
        <source>Errors a minute</source>
        <translation>Fehler pro Minute</translation>
    </message>
    <message>
        <source>Filter the audit trail</source>
        <translation>Verlauf filtern</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <source>No calls</source>
        <translation>Keine Anfragen</translation>
    </message>
    <message>
        <source>No errors</source>
        <translation>Keine Fehler</translation>
    </message>
    <message>
        <source>Samples a minute</source>
        <translation>Samples pro Minute</translation>
    </message>
</context>
<context>
    <name>MovedControl</name>
    <message>
        <source>Choose the folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>The samples are no longer in %1. Connect the disk, or say where they are now: all that is known is kept.</source>
        <translation>Die Samples sind nicht mehr in %1. Datenträger anschließen oder angeben, wo sie jetzt liegen: Alles Bekannte bleibt erhalten.</translation>
    </message>
    <message>
        <source>Where are the samples now?</source>
        <translation>Wo liegen die Samples jetzt?</translation>
    </message>
    <message>
        <source>Where the samples are is not known any more. Say where they are: all that is known of them is kept.</source>
        <translation>Wo die Samples sind, ist nicht mehr bekannt. Angeben, wo sie liegen: Alles Bekannte bleibt erhalten.</translation>
    </message>
</context>
<context>
    <name>NightWatch</name>
    <message>
        <source>Waits until %1: the settings let it work at night alone. Continue starts it now.</source>
        <translation>Wartet bis %1: Laut Einstellungen wird nur nachts gearbeitet. „Fortsetzen“ startet sofort.</translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>Add a note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Different notes: typing replaces them</source>
        <translation>Verschiedene Notizen: Tippen ersetzt sie</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Taken over when you leave the field, or with Ctrl+Enter; Escape brings the former text back.</source>
        <translation>Wird beim Verlassen des Felds oder mit Strg+Eingabe übernommen; Esc stellt den früheren Text wieder her.</translation>
    </message>
</context>
<context>
    <name>NothingFound</name>
    <message>
        <source>No sample matches</source>
        <translation>Kein Sample passt</translation>
    </message>
    <message>
        <source>Reset filter</source>
        <translation>Filter zurücksetzen</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>OriginControl</name>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>“%1” is about files in %2, from where you took no samples on this machine before. It was not opened: open it if you know where it comes from.</source>
        <translation>„%1“ handelt von Dateien in %2, woher auf diesem Rechner noch nie Samples kamen. Nichts wurde geöffnet: Nur öffnen, wenn bekannt ist, woher die Sammlung kommt.</translation>
    </message>
</context>
<context>
    <name>OvernightPage</name>
    <message>
        <source>Begins</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>For free allowances and large collections: nothing is given up for an outage.</source>
        <translation>Für kostenlose Kontingente und große Sammlungen: Kein Ausfall führt zum Abbruch.</translation>
    </message>
    <message>
        <source>New collections wait through outages</source>
        <translation>Neue Sammlungen warten Ausfälle ab</translation>
    </message>
    <message>
        <source>Overnight</source>
        <translation>Über Nacht</translation>
    </message>
    <message>
        <source>Switched off: at any time.</source>
        <translation>Ausgeschaltet: jederzeit.</translation>
    </message>
    <message>
        <source>at</source>
        <translation>um</translation>
    </message>
</context>
<context>
    <name>PadButton</name>
    <message>
        <source>drop a sample</source>
        <translation>Sample ablegen</translation>
    </message>
</context>
<context>
    <name>PadsHeader</name>
    <message>
        <source>Bank %1</source>
        <translation>Bank %1</translation>
    </message>
    <message>
        <source>Bank %1, empty</source>
        <translation>Bank %1, leer</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>New, rename, duplicate or delete a kit</source>
        <translation>Ein Kit anlegen, umbenennen, duplizieren oder löschen</translation>
    </message>
    <message>
        <source>Write card…</source>
        <translation>Karte schreiben …</translation>
    </message>
</context>
<context>
    <name>PadsPanel</name>
    <message>
        <source>1234 QWER ASDF ZXCV play · arrows walk, with Ctrl they move the pad · L locks · Del clears · G fills</source>
        <translation>1234 QWER ASDF ZXCV spielen · Pfeile gehen, mit Strg verschieben sie das Pad · L sperrt · Entf leert · G füllt</translation>
    </message>
    <message>
        <source>Pads</source>
        <translation>Pads</translation>
    </message>
</context>
<context>
    <name>PairControl</name>
    <message>
        <source>%1 at %2 BPM.</source>
        <translation>%1 bei %2 BPM.</translation>
    </message>
    <message>
        <source>Esc stops.</source>
        <translation>Esc hält an.</translation>
    </message>
    <message>
        <source>Together with %1: %2.</source>
        <translation>Zusammen mit %1: %2.</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>its tempo is too far away: cut to the bar</source>
        <translation>sein Tempo liegt zu weit weg: auf den Takt geschnitten</translation>
    </message>
    <message>
        <source>neither has a tempo: begun together</source>
        <translation>keines hat ein Tempo: zusammen begonnen</translation>
    </message>
    <message>
        <source>pitched %1</source>
        <translation>gepitcht %1</translation>
    </message>
</context>
<context>
    <name>PlaceStep</name>
    <message>
        <source>Folder for collections</source>
        <translation>Ordner für Sammlungen</translation>
    </message>
    <message>
        <source>Such a folder can be copied, moved to another disk, and opened on another machine.</source>
        <translation>Ein solcher Ordner lässt sich kopieren, auf ein anderes Laufwerk verschieben und auf einem anderen Rechner öffnen.</translation>
    </message>
    <message>
        <source>Where shall results live?</source>
        <translation>Wo sollen die Ergebnisse liegen?</translation>
    </message>
    <message>
        <source>Your samples stay where they are, and are never changed. What is found out about them is kept in this folder, one folder a collection.</source>
        <translation>Die Samples bleiben, wo sie sind, und werden nie verändert. Was über sie herausgefunden wird, liegt in diesem Ordner, je Sammlung in einem eigenen.</translation>
    </message>
</context>
<context>
    <name>PlanChecks</name>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
</context>
<context>
    <name>PlanControl</name>
    <message>
        <source>Another process works on this collection: nothing starts before it is done.</source>
        <translation>Ein anderer Prozess arbeitet an dieser Sammlung: Vorher startet hier nichts.</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>Checklist</source>
        <translation>Prüfliste</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Keys and providers…</source>
        <translation>Schlüssel und Anbieter …</translation>
    </message>
    <message>
        <source>Looking at the files and the provider…</source>
        <translation>Dateien und Anbieter werden geprüft …</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Start anyway</source>
        <translation>Trotzdem starten</translation>
    </message>
    <message>
        <source>This takes a while: switch on Overnight, and it waits through outages.</source>
        <translation>Das dauert eine Weile: Mit „Über Nacht“ werden auch Ausfälle abgewartet.</translation>
    </message>
    <message>
        <source>What leaves this machine</source>
        <translation>Was diesen Rechner verlässt</translation>
    </message>
    <message>
        <source>Write the server's address: nothing starts without it.</source>
        <translation>Die Adresse des Servers angeben: Ohne sie startet nichts.</translation>
    </message>
</context>
<context>
    <name>PlanFigures</name>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
</context>
<context>
    <name>PlanOptions</name>
    <message>
        <source>A server's address is like http://127.0.0.1:11434/v1, without user name or query</source>
        <translation>Die Adresse eines Servers ist wie http://127.0.0.1:11434/v1, ohne Benutzername und Abfrage</translation>
    </message>
    <message>
        <source>Another server…</source>
        <translation>Anderer Server …</translation>
    </message>
    <message>
        <source>Call every</source>
        <translation>Anfrage alle</translation>
    </message>
    <message>
        <source>Describes</source>
        <translation>Beschreibung durch</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Most calls</source>
        <translation>Höchstens Anfragen</translation>
    </message>
    <message>
        <source>Most money</source>
        <translation>Höchstens Kosten</translation>
    </message>
    <message>
        <source>Nobody: work offline</source>
        <translation>Niemand: offline arbeiten</translation>
    </message>
    <message>
        <source>OpenRouter</source>
        <translation>OpenRouter</translation>
    </message>
    <message>
        <source>Overnight</source>
        <translation>Über Nacht</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Samples a call</source>
        <translation>Samples je Anfrage</translation>
    </message>
    <message>
        <source>Send a short clip of each, to a model that hears</source>
        <translation>Kurzen Ausschnitt an ein hörendes Modell senden</translation>
    </message>
    <message>
        <source>Send no names of files and folders</source>
        <translation>Keine Datei- und Ordnernamen senden</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Several, separated by commas, are fallbacks in order.</source>
        <translation>Mehrere, durch Kommas getrennt, springen der Reihe nach ein.</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Klang</translation>
    </message>
    <message>
        <source>Wait through outages</source>
        <translation>Ausfälle abwarten</translation>
    </message>
    <message>
        <source>as answers allow</source>
        <translation>je nach Antworten</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>provider's own</source>
        <translation>Vorgabe des Anbieters</translation>
    </message>
    <message>
        <source>the provider's own choice</source>
        <translation>die Wahl des Anbieters</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Offline, nothing leaves this machine. With a provider, what was measured of each sample is sent to it, and the names of files and folders, because they say much of a sound. The audio is sent only if you say so. Nothing goes to anybody else.</source>
        <translation>Offline verlässt nichts diesen Rechner. Mit einem Anbieter gehen die Messwerte jedes Samples an ihn, dazu Datei- und Ordnernamen, weil sie viel über einen Klang sagen. Das Audio wird nur auf ausdrücklichen Wunsch gesendet. Sonst erhält niemand etwas.</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Send a short clip of each sample</source>
        <translation>Kurzen Ausschnitt jedes Samples senden</translation>
    </message>
    <message>
        <source>Send no names of files and folders</source>
        <translation>Keine Datei- und Ordnernamen senden</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Klang</translation>
    </message>
    <message>
        <source>Up to 10 seconds of each sample. Only some models hear, and most of them charge for it.</source>
        <translation>Bis zu 10 Sekunden je Sample. Nur manche Modelle hören, und die meisten davon kosten etwas.</translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
</context>
<context>
    <name>ProblemTree</name>
    <message>
        <source>Failed.</source>
        <translation>Fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Fatal</source>
        <translation>Schwerwiegend</translation>
    </message>
    <message>
        <source>Left out of an answer, or answered wrongly. Asked again, alone.</source>
        <translation>In einer Antwort ausgelassen oder falsch beantwortet. Wird einzeln neu angefragt.</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>Teilweise</translation>
    </message>
    <message>
        <source>Passed.</source>
        <translation>Überstanden.</translation>
    </message>
    <message>
        <source>Rate limits, timeouts, failing servers. Tried again by itself.</source>
        <translation>Ratenlimits, Zeitüberschreitungen, Serverfehler. Wird von selbst wiederholt.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Recoverable</source>
        <translation>Behebbar</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Sample</translation>
    </message>
    <message>
        <source>Skippable</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>The job stopped and kept everything. Mend the cause, then start again.</source>
        <translation>Der Job hat angehalten und alles behalten. Ursache beheben, dann neu starten.</translation>
    </message>
    <message>
        <source>These samples cannot be used as they are. The others are not affected.</source>
        <translation>Diese Samples sind so nicht verwendbar. Die anderen sind nicht betroffen.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>%1 of %2 failed</source>
        <translation>%1 von %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>No reason was given.</source>
        <translation>Es wurde kein Grund genannt.</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Skipped: %1</source>
        <translation>Übersprungen: %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>ProblemsPanel</name>
    <message>
        <source>Close the problems list</source>
        <translation>Problemliste schließen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Nothing went wrong.</source>
        <translation>Nichts ist schiefgegangen.</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Retry all</source>
        <translation>Alle wiederholen</translation>
    </message>
    <message>
        <source>Retry selected</source>
        <translation>Ausgewählte wiederholen</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>Datei zeigen</translation>
    </message>
</context>
<context>
    <name>ProviderPage</name>
    <message>
        <source>A server's address is like http://127.0.0.1:11434/v1, without user name or query</source>
        <translation>Die Adresse eines Servers ist wie http://127.0.0.1:11434/v1, ohne Benutzername und Abfrage</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Another server…</source>
        <translation>Anderer Server …</translation>
    </message>
    <message>
        <source>Any server that speaks OpenAI's language, on this machine or elsewhere. Without https a key goes to this machine alone.</source>
        <translation>Jeder Server, der die Sprache von OpenAI spricht, auf diesem Rechner oder anderswo. Ohne https geht ein Schlüssel nur an diesen Rechner.</translation>
    </message>
    <message>
        <source>Describes samples</source>
        <translation>Beschreibung durch</translation>
    </message>
    <message>
        <source>Kept in the system's keyring, and sent to this provider alone.</source>
        <translation>Liegt im Schlüsselbund des Systems und wird nur an diesen Anbieter gesendet.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Nobody: work offline</source>
        <translation>Niemand: offline arbeiten</translation>
    </message>
    <message>
        <source>OpenRouter</source>
        <translation>OpenRouter</translation>
    </message>
    <message>
        <source>OpenRouter asks models of many makers, free ones among them. Offline, samples are described by what is measured alone.</source>
        <translation>OpenRouter vermittelt Modelle vieler Hersteller, auch kostenlose. Offline werden Samples nur aus den Messungen beschrieben.</translation>
    </message>
    <message>
        <source>OpenRouter if there is a key, else offline</source>
        <translation>OpenRouter, falls ein Schlüssel da ist, sonst offline</translation>
    </message>
    <message>
        <source>Provider and key</source>
        <translation>Anbieter und Schlüssel</translation>
    </message>
</context>
<context>
    <name>RecentCollections</name>
    <message>
        <source>Recent collections</source>
        <translation>Zuletzt geöffnete Sammlungen</translation>
    </message>
</context>
<context>
    <name>RowTable</name>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
</context>
<context>
    <name>RunControl</name>
    <message>
        <source>“%1” is begun when its drive answers.</source>
        <translation>Mit „%1“ geht es los, sobald das Laufwerk antwortet.</translation>
    </message>
    <message>
        <source>“%1” is being worked on. One job runs at a time: stop it first, or wait for it.</source>
        <translation>An „%1“ wird gerade gearbeitet. Es läuft immer nur ein Job: den anderen zuerst stoppen oder abwarten.</translation>
    </message>
    <message>
        <source>“%1” is busy: ask again when it rests.</source>
        <translation>„%1“ ist beschäftigt: neu anfragen, sobald sie ruht.</translation>
    </message>
    <message>
        <source>“%1” is busy: start it when it rests.</source>
        <translation>„%1“ ist beschäftigt: starten, sobald sie ruht.</translation>
    </message>
    <message>
        <source>“%1” was not started: it is no longer shown.</source>
        <translation>„%1“ wurde nicht gestartet: Sie wird nicht mehr gezeigt.</translation>
    </message>
</context>
<context>
    <name>SampleList</name>
    <message>
        <source>Samples</source>
        <translation>Samples</translation>
    </message>
</context>
<context>
    <name>ScopeLine</name>
    <message>
        <source>All collections (%1)</source>
        <translation>Alle Sammlungen (%1)</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Stop looking</source>
        <translation>Suche beenden</translation>
    </message>
    <message>
        <source>The selection (%1)</source>
        <translation>Die Auswahl (%1)</translation>
    </message>
    <message>
        <source>This collection</source>
        <translation>Diese Sammlung</translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation>Wo gesucht wird</translation>
    </message>
</context>
<context>
    <name>SearchControl</name>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Delete this search</source>
        <translation>Diese Suche löschen</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Rename the search</source>
        <translation>Suche umbenennen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>Suche speichern</translation>
    </message>
    <message>
        <source>Show what it finds</source>
        <translation>Zeigen, was sie findet</translation>
    </message>
    <message>
        <source>The search “%1” is gone. Its samples are where they were.</source>
        <translation>Die Suche „%1“ ist gelöscht. Ihre Samples sind, wo sie waren.</translation>
    </message>
    <message>
        <source>Type a filter first: a search that is kept is a filter with a name.</source>
        <translation>Zuerst einen Filter eingeben: Eine gespeicherte Suche ist ein Filter mit einem Namen.</translation>
    </message>
</context>
<context>
    <name>SearchNameDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>For this collection alone</source>
        <translation>Nur für diese Sammlung</translation>
    </message>
    <message>
        <source>It stands in the sidebar with the number of samples that it finds, and brings its order along.</source>
        <translation>Sie steht in der Seitenleiste, mit der Zahl der Samples, die sie findet, und bringt ihre Reihenfolge mit.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>SearchRow</name>
    <message>
        <source>%1, search</source>
        <translation>%1, Suche</translation>
    </message>
    <message>
        <source>%1, search, %2 samples</source>
        <translation>%1, Suche, %2 Samples</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Reset this page</source>
        <translation>Diese Seite zurücksetzen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Set by %1 in the environment.</source>
        <translation>Festgelegt durch %1 in der Umgebung.</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Goes with</source>
        <translation>Passt zusammen mit</translation>
    </message>
    <message>
        <source>Groove</source>
        <translation>Groove</translation>
    </message>
    <message>
        <source>In common</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Not described</source>
        <translation>Nicht beschrieben</translation>
    </message>
    <message>
        <source>Not described yet</source>
        <translation>Noch nicht beschrieben</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>Noch nicht gemessen</translation>
    </message>
    <message>
        <source>Vibe</source>
        <translation>Vibe</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>All samples there are in the collection already.</source>
        <translation>Alle Samples dort sind schon in der Sammlung.</translation>
    </message>
    <message>
        <source>“%1” has ended: %2 of %3 samples are done.</source>
        <translation>„%1“ ist beendet: %2 von %3 Samples sind fertig.</translation>
    </message>
    <message>
        <source>“%1” is busy: add folders when it rests.</source>
        <translation>„%1“ ist beschäftigt: Ordner hinzufügen, sobald sie ruht.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Find a key or what it does</source>
        <translation>Taste oder Wirkung suchen</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>No key does that.</source>
        <translation>Keine Taste tut das.</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Collections and facets</source>
        <translation>Sammlungen und Merkmale</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Searches</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Vibe</source>
        <translation>Vibe</translation>
    </message>
</context>
<context>
    <name>SimilarBar</name>
    <message>
        <source>%1 matters</source>
        <translation>%1 zählt</translation>
    </message>
    <message>
        <source>Envelope</source>
        <translation>Hüllkurve</translation>
    </message>
    <message>
        <source>How much it matters: %1</source>
        <translation>Wie viel es zählt: %1</translation>
    </message>
    <message>
        <source>Like</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Lautheit</translation>
    </message>
    <message>
        <source>No longer compare with %1</source>
        <translation>Nicht mehr mit %1 vergleichen</translation>
    </message>
    <message>
        <source>Pitch</source>
        <translation>Tonhöhe</translation>
    </message>
    <message>
        <source>Rhythm</source>
        <translation>Rhythmus</translation>
    </message>
    <message>
        <source>Similar</source>
        <translation>Ähnlich</translation>
    </message>
    <message>
        <source>Timbre</source>
        <translation>Klangfarbe</translation>
    </message>
    <message>
        <source>What matters, as at first</source>
        <translation>Gewichtung wie am Anfang</translation>
    </message>
    <message>
        <source>attack, tail and length</source>
        <translation>Attack, Ausklang und Länge</translation>
    </message>
    <message>
        <source>key, root note and height</source>
        <translation>Tonart, Grundton und Höhe</translation>
    </message>
    <message>
        <source>level, and how far peaks stand out</source>
        <translation>Pegel und wie weit Spitzen herausragen</translation>
    </message>
    <message>
        <source>loop or one-shot, tempo, how many strokes</source>
        <translation>Loop oder One-Shot, Tempo, Zahl der Anschläge</translation>
    </message>
    <message>
        <source>what it sounds like</source>
        <translation>wonach es klingt</translation>
    </message>
</context>
<context>
    <name>SimilarControl</name>
    <message>
        <source>%1 cannot be compared. %2</source>
        <translation>%1 lässt sich nicht vergleichen. %2</translation>
    </message>
    <message>
        <source>Listening to %1 …</source>
        <translation>%1 wird angehört …</translation>
    </message>
    <message>
        <source>Nothing can be compared with %1: it is not measured.</source>
        <translation>Mit %1 lässt sich nichts vergleichen: Es ist nicht gemessen.</translation>
    </message>
    <message>
        <source>Open a collection first: there is nothing to compare the file with.</source>
        <translation>Zuerst eine Sammlung öffnen: Es gibt nichts, womit die Datei verglichen werden kann.</translation>
    </message>
</context>
<context>
    <name>SoundBox</name>
    <message>
        <source>%1 (not connected)</source>
        <translation>%1 (nicht angeschlossen)</translation>
    </message>
    <message>
        <source>Output device</source>
        <translation>Ausgabegerät</translation>
    </message>
    <message>
        <source>Play a test tone</source>
        <translation>Testton abspielen</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Neu suchen</translation>
    </message>
    <message>
        <source>The system's own choice</source>
        <translation>Wahl des Systems</translation>
    </message>
</context>
<context>
    <name>SoundChoice</name>
    <message>
        <source>As measured</source>
        <translation>Wie gemessen</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>Verschieden</translation>
    </message>
    <message>
        <source>Kind of sound</source>
        <translation>Klangart</translation>
    </message>
    <message>
        <source>Kind of sound: choose another one to correct it</source>
        <translation>Klangart: zum Korrigieren eine andere wählen</translation>
    </message>
</context>
<context>
    <name>SoundPage</name>
    <message>
        <source>By their measured loudness; files are not changed.</source>
        <translation>Nach ihrer gemessenen Lautheit; die Dateien bleiben unverändert.</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>Output device</source>
        <translation>Ausgabegerät</translation>
    </message>
    <message>
        <source>Play all samples equally loud</source>
        <translation>Alle Samples gleich laut abspielen</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
</context>
<context>
    <name>SoundStep</name>
    <message>
        <source>Can you hear it?</source>
        <translation>Ist etwas zu hören?</translation>
    </message>
    <message>
        <source>Choose where samples are heard, and play a tone. Everything but listening works without sound, too.</source>
        <translation>Ausgabegerät wählen und einen Ton abspielen. Bis auf das Hören geht alles auch ohne Ton.</translation>
    </message>
    <message>
        <source>Output device</source>
        <translation>Ausgabegerät</translation>
    </message>
    <message>
        <source>Then drop a folder of samples onto the window, or begin with the demo samples.</source>
        <translation>Danach einen Ordner mit Samples auf das Fenster ziehen oder mit den Demo-Samples beginnen.</translation>
    </message>
</context>
<context>
    <name>Speaker</name>
    <message>
        <source>No sound device was found. Connect one or switch it on, then search again. Everything else works without it.</source>
        <translation>Es wurde kein Audiogerät gefunden. Eines anschließen oder einschalten, dann neu suchen. Alles andere geht auch ohne.</translation>
    </message>
    <message>
        <source>Sound needs the PortAudio library, which is not installed. Install it (on Debian and Ubuntu: sudo apt install libportaudio2), then start the program again. Everything else works without it.</source>
        <translation>Für den Ton wird die Bibliothek PortAudio gebraucht, die nicht installiert ist. Installieren (unter Debian und Ubuntu: sudo apt install libportaudio2) und das Programm neu starten. Alles andere geht auch ohne sie.</translation>
    </message>
    <message>
        <source>The sound device does not answer any more. Connect it again, or choose another output.</source>
        <translation>Das Audiogerät antwortet nicht mehr. Neu anschließen oder eine andere Ausgabe wählen.</translation>
    </message>
    <message>
        <source>The sound device “{}” cannot be opened. Close what else uses it, or choose another output.</source>
        <translation>Das Audiogerät „{}“ lässt sich nicht öffnen. Schließen, was es sonst verwendet, oder eine andere Ausgabe wählen.</translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message>
        <source>%1 of 5 stars</source>
        <translation>%1 von 5 Sternen</translation>
    </message>
    <message>
        <source>Different ratings</source>
        <translation>Verschiedene Bewertungen</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>%1 of %2 samples, %3</source>
        <translation>%1 von %2 Samples, %3</translation>
    </message>
    <message>
        <source>Problems: %1</source>
        <translation>Probleme: %1</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Show the list of problems: %1</source>
        <translation>Problemliste zeigen: %1</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>%1 results, %2</source>
        <translation>%1 Ergebnisse, %2</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Forget the oldest</source>
        <translation>Älteste vergessen</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird nachgesehen …</translation>
    </message>
    <message>
        <source>New collections are kept here; others stay where they are.</source>
        <translation>Neue Sammlungen werden hier abgelegt; andere bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Remember at most</source>
        <translation>Höchstens merken</translation>
    </message>
    <message>
        <source>Remembered now</source>
        <translation>Derzeit gemerkt</translation>
    </message>
    <message>
        <source>Result cache</source>
        <translation>Ergebnis-Cache</translation>
    </message>
    <message>
        <source>Results are kept when the program is removed. Samples stay where they are.</source>
        <translation>Ergebnisse bleiben erhalten, wenn das Programm entfernt wird. Samples bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Results of all collections, by content: a known sample is not measured or asked again.</source>
        <translation>Ergebnisse aller Sammlungen, nach Inhalt: Ein bekanntes Sample wird nicht noch einmal gemessen oder angefragt.</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Einstellungsdatei</translation>
    </message>
    <message>
        <source>Show the data folder</source>
        <translation>Datenordner zeigen</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>TagEditor</name>
    <message>
        <source>Give %1 to all</source>
        <translation>%1 allen geben</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Some of the selected samples have this tag. Click to give it to all.</source>
        <translation>Einige der ausgewählten Samples haben diesen Tag. Klicken gibt ihn allen.</translation>
    </message>
</context>
<context>
    <name>TimingGrid</name>
    <message>
        <source>Earliest: %1. Latest: %2.</source>
        <translation>Frühester: %1. Spätester: %2.</translation>
    </message>
    <message>
        <source>Onsets against the grid</source>
        <translation>Anschläge gegen das Raster</translation>
    </message>
    <message>
        <source>bar %1, step %2: %3 early</source>
        <translation>Takt %1, Schritt %2: %3 zu früh</translation>
    </message>
    <message>
        <source>bar %1, step %2: %3 late</source>
        <translation>Takt %1, Schritt %2: %3 zu spät</translation>
    </message>
    <message>
        <source>bar %1, step %2: on the grid</source>
        <translation>Takt %1, Schritt %2: genau im Raster</translation>
    </message>
    <message>
        <source>edge: %1</source>
        <translation>Rand: %1</translation>
    </message>
    <message>
        <source>◂ early  ▸ late</source>
        <translation>◂ früh  ▸ spät</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
</context>
<context>
    <name>VolumeBars</name>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Volume in decibels</source>
        <translation>Lautstärke in Dezibel</translation>
    </message>
</context>
<context>
    <name>WatchControl</name>
    <message>
        <source>Files came or changed in the folders of “%1”: they are looked at when the job rests.</source>
        <translation>In den Ordnern von „%1“ sind Dateien hinzugekommen oder geändert worden: Sie werden durchgesehen, wenn der Auftrag ruht.</translation>
    </message>
    <message>
        <source>Files came or changed in the folders of “%1”: they are looked at when the other process is done.</source>
        <translation>In den Ordnern von „%1“ sind Dateien hinzugekommen oder geändert worden: Sie werden durchgesehen, wenn der andere Prozess fertig ist.</translation>
    </message>
    <message>
        <source>The folder %2 of “%1” is not there right now. When it is back, it is looked through.</source>
        <translation>Der Ordner %2 von „%1“ ist gerade nicht da. Sobald er zurück ist, wird er durchgesehen.</translation>
    </message>
    <message>
        <source>The folders of “%1” are watched no longer.</source>
        <translation>Die Ordner von „%1“ werden nicht mehr beobachtet.</translation>
    </message>
    <message>
        <source>The folders of “%1” are watched while it is open: new files come in and are measured by themselves.</source>
        <translation>Die Ordner von „%1“ werden beobachtet, solange die Sammlung offen ist: Neue Dateien kommen von selbst hinzu und werden gemessen.</translation>
    </message>
</context>
<context>
    <name>WavePanel</name>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Look for sound devices again</source>
        <translation>Neu nach Audiogeräten suchen</translation>
    </message>
    <message>
        <source>Next sample</source>
        <translation>Nächstes Sample</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play all samples equally loud</source>
        <translation>Alle Samples gleich laut abspielen</translation>
    </message>
    <message>
        <source>Play each sample when it is selected</source>
        <translation>Jedes Sample beim Auswählen abspielen</translation>
    </message>
    <message>
        <source>Position and length</source>
        <translation>Position und Länge</translation>
    </message>
    <message>
        <source>Previous sample</source>
        <translation>Voriges Sample</translation>
    </message>
    <message>
        <source>Repeat the sound, or the part that is marked in the waveform</source>
        <translation>Den Klang oder den in der Wellenform markierten Teil wiederholen</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Neu suchen</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>audition on select</source>
        <translation>beim Auswählen vorhören</translation>
    </message>
    <message>
        <source>loop</source>
        <translation>Loop</translation>
    </message>
    <message>
        <source>match levels</source>
        <translation>Pegel angleichen</translation>
    </message>
    <message>
        <source>mute</source>
        <translation>stumm</translation>
    </message>
</context>
<context>
    <name>WaveSurface</name>
    <message>
        <source>At %1 of %2</source>
        <translation>Bei %1 von %2</translation>
    </message>
    <message>
        <source>No sound is selected.</source>
        <translation>Kein Klang ist ausgewählt.</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>Wellenform</translation>
    </message>
</context>
<context>
    <name>_TagField</name>
    <message>
        <source>+ tag</source>
        <translation>+ Tag</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>Tag hinzufügen</translation>
    </message>
    <message>
        <source>Enter or a comma adds the tag; Backspace in the empty field takes the last one back.</source>
        <translation>Eingabe oder Komma fügt den Tag hinzu; Rücktaste im leeren Feld nimmt den letzten zurück.</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>About SP-404 Batch</source>
        <translation>Über SP-404 Batch</translation>
    </message>
    <message>
        <source>Add a folder to this collection…</source>
        <translation>Ordner zu dieser Sammlung hinzufügen …</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen …</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Add to pads</source>
        <translation>Auf Pads legen</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Neu anfragen</translation>
    </message>
    <message>
        <source>Audition on select</source>
        <translation>Beim Auswählen vorhören</translation>
    </message>
    <message>
        <source>Bank before</source>
        <translation>Vorige Bank</translation>
    </message>
    <message>
        <source>Clear the pad</source>
        <translation>Pad leeren</translation>
    </message>
    <message>
        <source>Close the collection</source>
        <translation>Sammlung schließen</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Columns and order…</source>
        <translation>Spalten und Sortierung …</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy rows as text</source>
        <translation>Zeilen als Text kopieren</translation>
    </message>
    <message>
        <source>Dark or light</source>
        <translation>Dunkel oder hell</translation>
    </message>
    <message>
        <source>Delete the kit</source>
        <translation>Kit löschen</translation>
    </message>
    <message>
        <source>Duplicate the kit</source>
        <translation>Kit duplizieren</translation>
    </message>
    <message>
        <source>Editing</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Favorite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Fill the bank</source>
        <translation>Bank füllen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Find duplicates…</source>
        <translation>Duplikate suchen …</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>Ähnliche finden</translation>
    </message>
    <message>
        <source>Keyboard overview</source>
        <translation>Tastenübersicht</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Hören</translation>
    </message>
    <message>
        <source>Lock or unlock the pad</source>
        <translation>Pad sperren oder freigeben</translation>
    </message>
    <message>
        <source>Look for new files</source>
        <translation>Nach neuen Dateien suchen</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Loop</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Lauter</translation>
    </message>
    <message>
        <source>New kit</source>
        <translation>Neues Kit</translation>
    </message>
    <message>
        <source>Next bank</source>
        <translation>Nächste Bank</translation>
    </message>
    <message>
        <source>Next choke group</source>
        <translation>Nächste Choke-Gruppe</translation>
    </message>
    <message>
        <source>No rating</source>
        <translation>Keine Bewertung</translation>
    </message>
    <message>
        <source>Open a job folder…</source>
        <translation>Job-Ordner öffnen …</translation>
    </message>
    <message>
        <source>Pads</source>
        <translation>Pads</translation>
    </message>
    <message>
        <source>Play from the start</source>
        <translation>Von vorn abspielen</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Rating %1</source>
        <translation>Bewertung %1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Remove from the collection</source>
        <translation>Aus der Sammlung entfernen</translation>
    </message>
    <message>
        <source>Rename the kit…</source>
        <translation>Kit umbenennen …</translation>
    </message>
    <message>
        <source>Reset the filter</source>
        <translation>Filter zurücksetzen</translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation>Suche speichern …</translation>
    </message>
    <message>
        <source>Seek back</source>
        <translation>Zurückspulen</translation>
    </message>
    <message>
        <source>Seek forth</source>
        <translation>Vorspulen</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show in the list</source>
        <translation>In der Liste zeigen</translation>
    </message>
    <message>
        <source>Show the job folder</source>
        <translation>Job-Ordner zeigen</translation>
    </message>
    <message>
        <source>Show the plan…</source>
        <translation>Plan zeigen …</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>Leiser</translation>
    </message>
    <message>
        <source>Start or pause</source>
        <translation>Starten oder anhalten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>Wiedergabe beenden</translation>
    </message>
    <message>
        <source>Try the demo samples</source>
        <translation>Demo-Samples ausprobieren</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Watch its folders</source>
        <translation>Ordner beobachten</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Write card…</source>
        <translation>Karte schreiben …</translation>
    </message>
</context>
<context>
    <name>card</name>
    <message>
        <source>%1 channels → stereo</source>
        <translation>%1 Kanäle → Stereo</translation>
    </message>
    <message>
        <source>%1 of %2 free</source>
        <translation>%1 von %2 frei</translation>
    </message>
    <message>
        <source>%1 → 16 bits</source>
        <translation>%1 → 16 Bit</translation>
    </message>
    <message>
        <source>%1 → 48 kHz</source>
        <translation>%1 → 48 kHz</translation>
    </message>
    <message>
        <source>A project of the sampler has 160 pads: these samples fill %1, each in a folder of its own.</source>
        <translation>Ein Projekt des Samplers hat 160 Pads: Diese Samples füllen %1 Projekte, jedes in einem eigenen Ordner.</translation>
    </message>
    <message>
        <source>No IMPORT folder is there: the folder is taken as it is. The sampler looks in IMPORT only.</source>
        <translation>Dort ist kein Ordner IMPORT: Der Ordner wird genommen, wie er ist. Der Sampler sieht nur in IMPORT nach.</translation>
    </message>
    <message>
        <source>Not enough room: %1</source>
        <translation>Zu wenig Platz: %1</translation>
    </message>
    <message>
        <source>Not on the card</source>
        <translation>Nicht auf der Karte</translation>
    </message>
    <message>
        <source>On the card</source>
        <translation>Auf der Karte</translation>
    </message>
    <message>
        <source>On the sampler: SHIFT + pad 14, IMPORT, SD-CARD, SAMPLE; choose the pads, SHIFT + VALUE selects several.</source>
        <translation>Am Sampler: SHIFT + Pad 14, IMPORT, SD-CARD, SAMPLE; dann die Pads wählen, SHIFT + VALUE wählt mehrere aus.</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Sample</translation>
    </message>
    <message>
        <source>The card's IMPORT folder was found.</source>
        <translation>Der Ordner IMPORT der Karte wurde gefunden.</translation>
    </message>
    <message>
        <source>This folder does not exist yet: it is made, and is no card.</source>
        <translation>Diesen Ordner gibt es noch nicht: Er wird angelegt und ist keine Karte.</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>Was daraus wird</translation>
    </message>
    <message>
        <source>bank</source>
        <translation>Bank</translation>
    </message>
    <message>
        <source>choke</source>
        <translation>Choke</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>filled up to 0.1 s</source>
        <translation>auf 0,1 s aufgefüllt</translation>
    </message>
    <message>
        <source>in the way: %1</source>
        <translation>im Weg: %1</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>levelled</source>
        <translation>angeglichen</translation>
    </message>
    <message>
        <source>lossy</source>
        <translation>verlustbehaftet</translation>
    </message>
    <message>
        <source>mono</source>
        <translation>mono</translation>
    </message>
    <message>
        <source>silence cut</source>
        <translation>Stille abgeschnitten</translation>
    </message>
    <message>
        <source>stereo</source>
        <translation>stereo</translation>
    </message>
    <message>
        <source>there already</source>
        <translation>schon da</translation>
    </message>
    <message>
        <source>there already: compared, never replaced</source>
        <translation>schon da: wird verglichen, nie ersetzt</translation>
    </message>
    <message>
        <source>turned down</source>
        <translation>leiser gemacht</translation>
    </message>
    <message>
        <source>written</source>
        <translation>geschrieben</translation>
    </message>
</context>
<context>
    <name>collection</name>
    <message>
        <source>Tries again soon: %1</source>
        <translation>Neuer Versuch in Kürze: %1</translation>
    </message>
    <message>
        <source>Waits until %1: %2</source>
        <translation>Wartet bis %1: %2</translation>
    </message>
</context>
<context>
    <name>columns</name>
    <message>
        <source>%1 of 5</source>
        <translation>%1 von 5</translation>
    </message>
    <message>
        <source>%1: like %2</source>
        <translation>%1: wie %2</translation>
    </message>
    <message>
        <source>(new: found while the folders were watched)</source>
        <translation>(neu: gefunden, während die Ordner beobachtet wurden)</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>BPM</source>
        <translation>BPM</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>Favorite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tonart</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Kind of sound</source>
        <translation>Klangart</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Lautheit</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Abtastrate</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Tail</source>
        <translation>Ausklang</translation>
    </message>
    <message>
        <source>True peak</source>
        <translation>True Peak</translation>
    </message>
    <message>
        <source>Vibe</source>
        <translation>Vibe</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>Wellenform</translation>
    </message>
    <message>
        <source>waiting…</source>
        <translation>wartet …</translation>
    </message>
</context>
<context>
    <name>duplicates</name>
    <message>
        <source>%1 channels</source>
        <translation>%1 Kanäle</translation>
    </message>
    <message>
        <source>%1-bit</source>
        <translation>%1 Bit</translation>
    </message>
    <message>
        <source>Favorite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>Noch nicht gemessen</translation>
    </message>
    <message>
        <source>Of each sound, what you keep stays where it is.</source>
        <translation>Von jedem Klang bleibt das Behaltene, wo es ist.</translation>
    </message>
    <message>
        <source>Proposed: lossless</source>
        <translation>Vorschlag: verlustfrei</translation>
    </message>
    <message>
        <source>Proposed: more bits</source>
        <translation>Vorschlag: mehr Bit</translation>
    </message>
    <message>
        <source>Proposed: more channels</source>
        <translation>Vorschlag: mehr Kanäle</translation>
    </message>
    <message>
        <source>Proposed: the higher sample rate</source>
        <translation>Vorschlag: die höhere Abtastrate</translation>
    </message>
    <message>
        <source>Proposed: the longer one</source>
        <translation>Vorschlag: die längere</translation>
    </message>
    <message>
        <source>Proposed: the shorter path; they are equals</source>
        <translation>Vorschlag: der kürzere Pfad; sie sind gleichwertig</translation>
    </message>
    <message>
        <source>Proposed: your own words are on it</source>
        <translation>Vorschlag: trägt eigene Angaben</translation>
    </message>
    <message>
        <source>Same audio</source>
        <translation>Gleiches Audio</translation>
    </message>
    <message>
        <source>Same bytes</source>
        <translation>Gleiche Bytes</translation>
    </message>
    <message>
        <source>Same recording</source>
        <translation>Gleiche Aufnahme</translation>
    </message>
    <message>
        <source>This record stands in the audit trail of the collection as well (log.jsonl, “trashed”).</source>
        <translation>Dieser Bericht steht auch im Verlauf der Sammlung (log.jsonl, „trashed“).</translation>
    </message>
    <message>
        <source>To bring one back, restore it in the trash of your system, then look for new files (F5).</source>
        <translation>Um eine zurückzuholen: im Papierkorb des Systems wiederherstellen, dann nach neuen Dateien suchen (F5).</translation>
    </message>
    <message>
        <source>begins %1 later</source>
        <translation>beginnt %1 später</translation>
    </message>
    <message>
        <source>begins %1 sooner</source>
        <translation>beginnt %1 früher</translation>
    </message>
    <message>
        <source>it stays as %1</source>
        <translation>es bleibt als %1</translation>
    </message>
    <message>
        <source>mono</source>
        <translation>mono</translation>
    </message>
    <message>
        <source>stereo</source>
        <translation>stereo</translation>
    </message>
    <message>
        <source>your words</source>
        <translation>eigene Angaben</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>$%1 left</source>
        <translation>%1 $ übrig</translation>
    </message>
    <message>
        <source>%1 %2, and was moved to %3/.</source>
        <translation>%1 %2 und wurde nach %3/ verschoben.</translation>
    </message>
    <message>
        <source>%1 = %2%3 is not allowed: expected %4.</source>
        <translation>%1 = %2%3 ist nicht erlaubt: Erwartet wird %4.</translation>
    </message>
    <message>
        <source>%1 BPM is close to the kit's %2</source>
        <translation>%1 BPM nahe an den %2 des Kits</translation>
    </message>
    <message>
        <source>%1 BPM is half the kit's %2</source>
        <translation>%1 BPM sind die Hälfte der %2 des Kits</translation>
    </message>
    <message>
        <source>%1 BPM is twice the kit's %2</source>
        <translation>%1 BPM sind das Doppelte der %2 des Kits</translation>
    </message>
    <message>
        <source>%1 BPM like the kit</source>
        <translation>%1 BPM wie das Kit</translation>
    </message>
    <message>
        <source>%1 Connect the disk, or say where they are now.</source>
        <translation>%1 Datenträger anschließen oder angeben, wo sie jetzt liegen.</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 The job goes on without remembering further results for other jobs.</source>
        <translation>%1 Der Job geht weiter, ohne weitere Ergebnisse für andere Jobs zu merken.</translation>
    </message>
    <message>
        <source>%1 The job goes on without what was remembered.</source>
        <translation>%1 Der Job geht weiter, ohne das Gemerkte zu benutzen.</translation>
    </message>
    <message>
        <source>%1 The sampler's import would take both, and the pads after them would be wrong. Choose another name, or take away what is there.</source>
        <translation>%1 Der Import am Sampler nähme beide, und die Pads danach wären falsch belegt. Einen anderen Namen wählen oder wegnehmen, was da ist.</translation>
    </message>
    <message>
        <source>%1 What is measured on this machine can go on without it.</source>
        <translation>%1 Was auf diesem Rechner gemessen wird, kann ohne ihn weitergehen.</translation>
    </message>
    <message>
        <source>%1 and %2 more are there already, and their pads would get a second file.</source>
        <translation>%1 und %2 weitere sind schon da, und ihre Pads bekämen eine zweite Datei.</translation>
    </message>
    <message>
        <source>%1 and %2 more lie there already and stay: the sampler's import takes them along.</source>
        <translation>%1 und %2 weitere liegen schon da und bleiben: Der Import am Sampler nimmt sie mit.</translation>
    </message>
    <message>
        <source>%1 answers and the key works.</source>
        <translation>%1 antwortet, und der Schlüssel funktioniert.</translation>
    </message>
    <message>
        <source>%1 answers.</source>
        <translation>%1 antwortet.</translation>
    </message>
    <message>
        <source>%1 are left.</source>
        <translation>%1 sind übrig.</translation>
    </message>
    <message>
        <source>%1 belongs to another program and was left as it is. Name another file with %2.</source>
        <translation>%1 gehört zu einem anderen Programm und wurde nicht angetastet. Eine andere Datei angeben mit %2.</translation>
    </message>
    <message>
        <source>%1 brings a stage by that name, too.</source>
        <translation>%1 bringt auch eine Stufe dieses Namens mit.</translation>
    </message>
    <message>
        <source>%1 calls, %2.</source>
        <translation>%1 Anfragen, %2.</translation>
    </message>
    <message>
        <source>%1 calls, and %2 of %3 free calls are left today: spread over %4 days.</source>
        <translation>%1 Anfragen, und heute sind noch %2 von %3 kostenlosen übrig: verteilt auf %4 Tage.</translation>
    </message>
    <message>
        <source>%1 calls, free of charge.</source>
        <translation>%1 Anfragen, kostenlos.</translation>
    </message>
    <message>
        <source>%1 calls, free of charge; %2 of %3 free calls are left today.</source>
        <translation>%1 Anfragen, kostenlos; heute sind noch %2 von %3 kostenlosen übrig.</translation>
    </message>
    <message>
        <source>%1 cannot be held against other programs. Choose a folder on another disk.</source>
        <translation>%1 kann nicht gegen andere Programme gesperrt werden. Einen Ordner auf einem anderen Datenträger wählen.</translation>
    </message>
    <message>
        <source>%1 cannot be reached: check the network and the provider's URL.</source>
        <translation>%1 ist nicht erreichbar: Netz und Adresse des Anbieters prüfen.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2. Check its disk, then try again.</source>
        <translation>%1 lässt sich nicht lesen: %2. Den Datenträger prüfen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2. Check its disk.</source>
        <translation>%1 kann nicht gelesen werden: %2. Datenträger prüfen.</translation>
    </message>
    <message>
        <source>%1 cannot be written to: %2. Check its rights and its disk, then resume.</source>
        <translation>In %1 kann nicht geschrieben werden: %2. Rechte und Datenträger prüfen, dann fortsetzen.</translation>
    </message>
    <message>
        <source>%1 cannot hear: choose a model that takes audio with --model, or leave out --listen.</source>
        <translation>%1 kann nicht hören: ein Modell wählen, das Audio annimmt, oder keinen Klang senden.</translation>
    </message>
    <message>
        <source>%1 could not be moved to the trash (%2), so it stays where it is.</source>
        <translation>%1 ließ sich nicht in den Papierkorb legen (%2) und bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>%1 damaged results (%2 …) were taken from a checkpoint or are done again.</source>
        <translation>%1 beschädigte Ergebnisse (%2 …) wurden aus einem Prüfpunkt geholt oder werden neu ermittelt.</translation>
    </message>
    <message>
        <source>%1 did not finish its answer within %2 s: asked again later.</source>
        <translation>%1 hat die Antwort nicht innerhalb von %2 s beendet: wird später erneut gefragt.</translation>
    </message>
    <message>
        <source>%1 does not exist. Check the spelling, and that the disk is connected.</source>
        <translation>%1 gibt es nicht. Schreibweise prüfen und ob der Datenträger angeschlossen ist.</translation>
    </message>
    <message>
        <source>%1 does not hold a key: one word of plain letters, digits and signs.</source>
        <translation>%1 enthält keinen Schlüssel: ein Wort aus einfachen Buchstaben, Ziffern und Zeichen.</translation>
    </message>
    <message>
        <source>%1 exists already and was left as it is. Choose another name, or add --overwrite.</source>
        <translation>%1 gibt es schon und wurde nicht angetastet. Anderen Namen wählen oder die vorhandene Datei ersetzen.</translation>
    </message>
    <message>
        <source>%1 files (%2 …) are cut short or damaged: only what could be decoded of them was measured.</source>
        <translation>%1 Dateien (%2 …) sind abgeschnitten oder beschädigt: Gemessen wurde nur, was sich dekodieren ließ.</translation>
    </message>
    <message>
        <source>%1 free, about %2 needed</source>
        <translation>%1 frei, etwa %2 nötig</translation>
    </message>
    <message>
        <source>%1 free, nothing to write</source>
        <translation>%1 frei, nichts zu schreiben</translation>
    </message>
    <message>
        <source>%1 gives other bytes back than were written. Do not trust this card: use another.</source>
        <translation>%1 gibt andere Bytes zurück, als geschrieben wurden. Dieser Karte nicht trauen, eine andere nehmen.</translation>
    </message>
    <message>
        <source>%1 has changed since it was measured, or is gone: it stays as it is. Search again.</source>
        <translation>%1 hat sich seit der Messung geändert oder ist weg und bleibt, wie es ist. Neu suchen.</translation>
    </message>
    <message>
        <source>%1 holds the sampler's own project files, which are never touched. Name the card itself.</source>
        <translation>%1 enthält die eigenen Projektdateien des Samplers, die nie angerührt werden. Die Karte selbst angeben.</translation>
    </message>
    <message>
        <source>%1 is a card of an SP-404SX or SP-404A, which takes other files than the SP-404MKII. Put in a card that was formatted on an SP-404MKII; this one was left as it is.</source>
        <translation>%1 ist die Karte eines SP-404SX oder SP-404A, der andere Dateien nimmt als der SP-404MKII. Eine Karte einlegen, die auf einem SP-404MKII formatiert wurde; diese blieb, wie sie ist.</translation>
    </message>
    <message>
        <source>%1 is a folder. Name a file inside it.</source>
        <translation>%1 ist ein Ordner. Eine Datei darin angeben.</translation>
    </message>
    <message>
        <source>%1 is a folder: name the audio files in it.</source>
        <translation>%1 ist ein Ordner: die Audiodateien darin angeben.</translation>
    </message>
    <message>
        <source>%1 is a link or no regular file, so it stays where it is.</source>
        <translation>%1 ist eine Verknüpfung oder keine gewöhnliche Datei und bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>%1 is a link that leads in a circle.</source>
        <translation>%1 ist eine Verknüpfung, die im Kreis führt.</translation>
    </message>
    <message>
        <source>%1 is a sound, and was left as it is. Choose another name.</source>
        <translation>%1 ist ein Klang und blieb, wie er ist. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>%1 is neither a folder nor a regular file.</source>
        <translation>%1 ist weder ein Ordner noch eine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>%1 is no audio file by its name. Name a folder, or a file such as .wav, .flac or .mp3.</source>
        <translation>%1 ist dem Namen nach keine Audiodatei. Einen Ordner angeben oder eine Datei wie .wav, .flac oder .mp3.</translation>
    </message>
    <message>
        <source>%1 is no folder, or a link to one: nothing is written there. Choose another name.</source>
        <translation>%1 ist kein Ordner oder nur eine Verknüpfung: Dorthin wird nichts geschrieben. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>%1 is no longer the same as the file to keep: it stays. Search again.</source>
        <translation>%1 ist nicht mehr dasselbe wie die Datei, die bleiben soll, und bleibt auch. Neu suchen.</translation>
    </message>
    <message>
        <source>%1 is no longer there.</source>
        <translation>%1 ist nicht mehr da.</translation>
    </message>
    <message>
        <source>%1 is no longer there. Bring it back, or connect its disk, then try again.</source>
        <translation>%1 ist nicht mehr da. Die Datei zurückholen oder den Datenträger anschließen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>%1 is no number of megabytes. Name one from 0, as 500.</source>
        <translation>%1 ist keine Zahl von Megabyte. Eine ab 0 angeben, etwa 500.</translation>
    </message>
    <message>
        <source>%1 is not a folder. Name the card, or a folder.</source>
        <translation>%1 ist kein Ordner. Die Karte oder einen Ordner angeben.</translation>
    </message>
    <message>
        <source>%1 is not a job folder: it holds no %2.</source>
        <translation>%1 ist kein Job-Ordner: Darin fehlt %2.</translation>
    </message>
    <message>
        <source>%1 is not a regular file but a folder, pipe, socket or device.</source>
        <translation>%1 ist keine gewöhnliche Datei, sondern Ordner, Pipe, Socket oder Gerät.</translation>
    </message>
    <message>
        <source>%1 is not a regular file but a pipe, socket or device.</source>
        <translation>%1 ist keine gewöhnliche Datei, sondern Pipe, Socket oder Gerät.</translation>
    </message>
    <message>
        <source>%1 is not empty and is no job folder. Choose another place for collections in the settings.</source>
        <translation>%1 ist nicht leer und kein Job-Ordner. In den Einstellungen einen anderen Ort für Sammlungen wählen.</translation>
    </message>
    <message>
        <source>%1 is not the base URL of a server: %2.</source>
        <translation>%1 ist keine Basisadresse eines Servers: %2.</translation>
    </message>
    <message>
        <source>%1 is still there: its disk has no trash.</source>
        <translation>%1 ist noch da: Der Datenträger hat keinen Papierkorb.</translation>
    </message>
    <message>
        <source>%1 is the same file as the one to keep, by another name: it stays.</source>
        <translation>%1 ist unter anderem Namen dieselbe Datei wie die, die bleiben soll: Sie bleibt.</translation>
    </message>
    <message>
        <source>%1 is there already with another content and was left as it is. Choose another name.</source>
        <translation>%1 ist mit anderem Inhalt schon da und blieb, wie es ist. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>%1 is there already, and its pad would get a second file.</source>
        <translation>%1 ist schon da, und das Pad bekäme eine zweite Datei.</translation>
    </message>
    <message>
        <source>%1 is there.</source>
        <translation>%1 ist da.</translation>
    </message>
    <message>
        <source>%1 is where a job keeps its own. Choose another place.</source>
        <translation>In %1 bewahrt ein Auftrag auf, was ihm gehört. Einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>%1 leads to another place than before. Nothing is written out of the card.</source>
        <translation>%1 führt an einen anderen Ort als zuvor. Außerhalb der Karte wird nichts geschrieben.</translation>
    </message>
    <message>
        <source>%1 lies on a disk whose trash may not be written to, so it stays where it is.</source>
        <translation>%1 liegt auf einem Datenträger, in dessen Papierkorb nicht geschrieben werden darf, und bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>%1 lies on a disk without a trash, so it stays where it is. Move it away by hand if you want to.</source>
        <translation>%1 liegt auf einem Datenträger ohne Papierkorb und bleibt, wo es ist. Bei Bedarf von Hand verschieben.</translation>
    </message>
    <message>
        <source>%1 lies there already and stays: the sampler's import takes it along.</source>
        <translation>%1 liegt schon da und bleibt: Der Import am Sampler nimmt es mit.</translation>
    </message>
    <message>
        <source>%1 may not be moved, so it stays where it is. Give yourself the right to change its folder.</source>
        <translation>%1 darf nicht verschoben werden und bleibt, wo es ist. Das Recht erteilen, den Ordner zu ändern.</translation>
    </message>
    <message>
        <source>%1 may not be read. Give yourself the right to read it, or name another folder.</source>
        <translation>%1 darf nicht gelesen werden. Leserecht erteilen oder einen anderen Ordner angeben.</translation>
    </message>
    <message>
        <source>%1 may not be read. Give yourself the right to read it.</source>
        <translation>%1 darf nicht gelesen werden. Leserecht erteilen.</translation>
    </message>
    <message>
        <source>%1 may not be written to. Take the card's write protection off, or choose another folder.</source>
        <translation>%1 darf nicht beschrieben werden. Den Schreibschutz der Karte aufheben oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>%1 may not be written to: choose another place for the job folder.</source>
        <translation>In %1 darf nicht geschrieben werden: einen anderen Ort für den Job-Ordner wählen.</translation>
    </message>
    <message>
        <source>%1 need no call.</source>
        <translation>%1 brauchen keine Anfrage.</translation>
    </message>
    <message>
        <source>%1 of %2 files were opened</source>
        <translation>%1 von %2 Dateien wurden geöffnet</translation>
    </message>
    <message>
        <source>%1 of %2 samples failed, more than the %3 that the settings allow. The last said: %4 What was done is kept; mend the cause and press Continue, or switch on Overnight in the plan.</source>
        <translation>%1 von %2 Samples sind fehlgeschlagen, mehr als die %3, die laut Einstellungen erlaubt sind. Zuletzt hieß es: %4 Alles Fertige bleibt erhalten; Ursache beheben und „Fortsetzen“ drücken oder im Plan „Über Nacht“ einschalten.</translation>
    </message>
    <message>
        <source>%1 of %2 samples failed.</source>
        <translation>%1 von %2 Samples sind fehlgeschlagen.</translation>
    </message>
    <message>
        <source>%1 of %2 samples failed. Errors: %3; see errors/error_log.json.</source>
        <translation>%1 von %2 Samples sind fehlgeschlagen. Fehler: %3; siehe errors/error_log.json.</translation>
    </message>
    <message>
        <source>%1 of the job %2 cannot be used: %3. Run `sp404-batch rebuild %4` to repair it from what is there.</source>
        <translation>%1 des Jobs %2 ist nicht verwendbar: %3. `sp404-batch rebuild %4` repariert ihn aus dem, was da ist.</translation>
    </message>
    <message>
        <source>%1 results (%2 …) were restored from copies and checkpoints.</source>
        <translation>%1 Ergebnisse (%2 …) wurden aus Kopien und Prüfpunkten wiederhergestellt.</translation>
    </message>
    <message>
        <source>%1 samples (%2 …) are back in the collection: files of their names are there again.</source>
        <translation>%1 Samples (%2 …) sind wieder in der Sammlung: Dateien mit ihren Namen sind wieder da.</translation>
    </message>
    <message>
        <source>%1 samples are left.</source>
        <translation>%1 Samples sind übrig.</translation>
    </message>
    <message>
        <source>%1 samples were finished and could not be written: the next run does that. Only lost answers are asked for again.</source>
        <translation>%1 Samples waren fertig und konnten nicht geschrieben werden: Das tut der nächste Lauf. Nur verlorene Antworten werden noch einmal erfragt.</translation>
    </message>
    <message>
        <source>%1 sent more than %2 MiB for one answer: it was cut off. Asked again later.</source>
        <translation>%1 hat für eine Antwort mehr als %2 MiB gesendet: Sie wurde abgeschnitten. Wird später erneut gefragt.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 to write, %2 there already, %3 not written.</source>
        <translation>%1 zu schreiben, %2 schon da, %3 nicht geschrieben.</translation>
    </message>
    <message>
        <source>%1 wants an API key and none is set for it: set one in the settings.</source>
        <translation>%1 verlangt einen API-Schlüssel, und es ist keiner hinterlegt: in den Einstellungen eintragen.</translation>
    </message>
    <message>
        <source>%1 was brought up to date.</source>
        <translation>%1 wurde auf den neuesten Stand gebracht.</translation>
    </message>
    <message>
        <source>%1 was cleared of lines that cannot be understood; %2 are left.</source>
        <translation>%1 wurde von unverständlichen Zeilen befreit; %2 sind übrig.</translation>
    </message>
    <message>
        <source>%1 was made anew.</source>
        <translation>%1 wurde neu angelegt.</translation>
    </message>
    <message>
        <source>%1 was never asked from this machine. Start only if you know it: it gets names and measurements of your samples.</source>
        <translation>%1 wurde von diesem Rechner noch nie gefragt. Nur starten, wenn der Server bekannt ist: Er erhält Namen und Messwerte der Samples.</translation>
    </message>
    <message>
        <source>%1 was not moved with the others and would be looked for as %2. Nothing was changed. Move it there, or put a link to %3 where %4 was, and go on as before.</source>
        <translation>%1 wurde nicht mit den anderen verschoben und würde als %2 gesucht. Nichts wurde geändert. Dorthin verschieben, oder dort, wo %4 war, eine Verknüpfung (Symlink) auf %3 anlegen und weitermachen wie bisher.</translation>
    </message>
    <message>
        <source>%1 was silent for %2 s: asked again later.</source>
        <translation>%1 hat %2 s lang geschwiegen: wird später erneut gefragt.</translation>
    </message>
    <message>
        <source>%1 was the same file as %2: they are one now.</source>
        <translation>%1 war dieselbe Datei wie %2: Sie sind jetzt eins.</translation>
    </message>
    <message>
        <source>%1 was written again (kits: %2, pads: %3).</source>
        <translation>%1 wurde neu geschrieben (Kits: %2, Pads: %3).</translation>
    </message>
    <message>
        <source>%1 was written again (samples: %2); the next `process` looks for others.</source>
        <translation>%1 wurde neu geschrieben (Samples: %2); der nächste `process` sucht nach weiteren.</translation>
    </message>
    <message>
        <source>%1 was written again from the results.</source>
        <translation>%1 wurde aus den Ergebnissen neu geschrieben.</translation>
    </message>
    <message>
        <source>%1, which was to be kept, has changed or is gone: %2 stays. Search again.</source>
        <translation>%1 sollte bleiben, hat sich aber geändert oder ist weg: %2 bleibt. Neu suchen.</translation>
    </message>
    <message>
        <source>%1: %2 cannot be read and would be skipped. %3</source>
        <translation>%1: %2 können nicht gelesen werden und würden übersprungen. %3</translation>
    </message>
    <message>
        <source>%1: free some space, or choose another place for the job folder.</source>
        <translation>%1: Platz schaffen oder einen anderen Ort für den Job-Ordner wählen.</translation>
    </message>
    <message>
        <source>%1: the disk is nearly full.</source>
        <translation>%1: Der Datenträger ist fast voll.</translation>
    </message>
    <message>
        <source>%1: they can be read.</source>
        <translation>%1: Sie sind lesbar.</translation>
    </message>
    <message>
        <source>(from %1)</source>
        <translation>(aus %1)</translation>
    </message>
    <message>
        <source>, $%1 used</source>
        <translation>, %1 $ verbraucht</translation>
    </message>
    <message>
        <source>A cluster needs an extra that is not installed: pip install 'sp404-batch[cluster]'.</source>
        <translation>Ein Cluster braucht ein Zusatzpaket, das nicht installiert ist: pip install 'sp404-batch[cluster]'.</translation>
    </message>
    <message>
        <source>A one-shot is no drum loop.</source>
        <translation>Ein One-Shot ist kein Drum-Loop.</translation>
    </message>
    <message>
        <source>A single note has a root, not a key.</source>
        <translation>Ein einzelner Ton hat einen Grundton, keine Tonart.</translation>
    </message>
    <message>
        <source>A single sound has no key.</source>
        <translation>Ein einzelner Klang hat keine Tonart.</translation>
    </message>
    <message>
        <source>A stage's name is made of small letters, digits and underscores.</source>
        <translation>Der Name einer Stufe besteht aus Kleinbuchstaben, Ziffern und Unterstrichen.</translation>
    </message>
    <message>
        <source>A worker has %1, and the job %2.</source>
        <translation>Ein Arbeiter hat %1, der Job %2.</translation>
    </message>
    <message>
        <source>A worker of the cluster could not measure a file: %1 %2</source>
        <translation>Ein Arbeiter des Clusters konnte eine Datei nicht messen: %1 %2</translation>
    </message>
    <message>
        <source>All %1 files were tried</source>
        <translation>Alle %1 Dateien wurden versucht</translation>
    </message>
    <message>
        <source>All %1 models are there.</source>
        <translation>Alle %1 Modelle sind da.</translation>
    </message>
    <message>
        <source>Another job goes first.</source>
        <translation>Ein anderer Job geht vor.</translation>
    </message>
    <message>
        <source>Another process writes to %1. Wait for it or stop it, then try again.</source>
        <translation>Ein anderes Programm schreibt nach %1. Darauf warten oder es beenden und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Another process%1 works on the job %2. Wait for it or stop it, then try again.</source>
        <translation>Ein anderer Prozess%1 arbeitet an dem Job %2. Abwarten oder ihn beenden, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Answers that do not tell their cost are counted as the dearest: the budget of $%1 is used. %2</source>
        <translation>Antworten, die ihre Kosten nicht nennen, zählen wie die teuerste: das Budget von $%1 ist verbraucht. %2</translation>
    </message>
    <message>
        <source>As %1: %2.</source>
        <translation>Als %1: %2.</translation>
    </message>
    <message>
        <source>Credit: %1</source>
        <translation>Guthaben: %1</translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation>War %1 gemeint?</translation>
    </message>
    <message>
        <source>Drum loops have no key.</source>
        <translation>Drum-Loops haben keine Tonart.</translation>
    </message>
    <message>
        <source>Drum loops have no root.</source>
        <translation>Drum-Loops haben keinen Grundton.</translation>
    </message>
    <message>
        <source>Free calls today: %1 of %2 used</source>
        <translation>Kostenlose Anfragen heute: %1 von %2 verbraucht</translation>
    </message>
    <message>
        <source>In %1: %2 samples done, %3 calls%4.</source>
        <translation>In %1: %2 Samples fertig, %3 Anfragen%4.</translation>
    </message>
    <message>
        <source>It cannot be understood: %1.</source>
        <translation>Nicht zu verstehen: %1.</translation>
    </message>
    <message>
        <source>It changed while it was read. Resume when it rests.</source>
        <translation>Die Datei hat sich beim Lesen geändert. Fortsetzen, sobald sie ruht.</translation>
    </message>
    <message>
        <source>It could not be decoded (%1).</source>
        <translation>Die Datei ließ sich nicht dekodieren (%1).</translation>
    </message>
    <message>
        <source>It could not be measured (%1).</source>
        <translation>Die Datei ließ sich nicht messen (%1).</translation>
    </message>
    <message>
        <source>It counts %1 samples as %2, but results/ has %3.</source>
        <translation>Darin werden %1 Samples als %2 gezählt, aber in results/ sind es %3.</translation>
    </message>
    <message>
        <source>It counts %1 samples, but %2 has %3.</source>
        <translation>Darin werden %1 Samples gezählt, aber %2 hat %3.</translation>
    </message>
    <message>
        <source>It does not belong here.</source>
        <translation>Das gehört nicht hierher.</translation>
    </message>
    <message>
        <source>It has %1 channels; up to %2 can be measured.</source>
        <translation>Die Datei hat %1 Kanäle; bis zu %2 lassen sich messen.</translation>
    </message>
    <message>
        <source>It has a header but no audio data.</source>
        <translation>Die Datei hat einen Kopf, aber keine Audiodaten.</translation>
    </message>
    <message>
        <source>It has fewer than %1 onsets.</source>
        <translation>Das Sample hat weniger als %1 Anschläge.</translation>
    </message>
    <message>
        <source>It has no clear pitch.</source>
        <translation>Das Sample hat keine klare Tonhöhe.</translation>
    </message>
    <message>
        <source>It holds no audio.</source>
        <translation>Die Datei enthält kein Audio.</translation>
    </message>
    <message>
        <source>It holds samples that are no usable numbers; they were taken as silence.</source>
        <translation>Die Datei enthält Werte, die keine brauchbaren Zahlen sind; sie gelten als Stille.</translation>
    </message>
    <message>
        <source>It is %1 MB; the most that is read is %2 MB.</source>
        <translation>Die Datei hat %1 MB; gelesen werden höchstens %2 MB.</translation>
    </message>
    <message>
        <source>It is a symbolic link.</source>
        <translation>Das ist eine symbolische Verknüpfung.</translation>
    </message>
    <message>
        <source>It is damaged: its header cannot be read.</source>
        <translation>Die Datei ist beschädigt: Der Kopf ist nicht lesbar.</translation>
    </message>
    <message>
        <source>It is damaged: none of its audio can be decoded.</source>
        <translation>Die Datei ist beschädigt: Nichts vom Audio lässt sich dekodieren.</translation>
    </message>
    <message>
        <source>It is damaged: what is not silent in it are samples that are no usable numbers.</source>
        <translation>Die Datei ist beschädigt: Was in ihr nicht still ist, sind keine brauchbaren Zahlen.</translation>
    </message>
    <message>
        <source>It is digital silence.</source>
        <translation>Es ist digitale Stille.</translation>
    </message>
    <message>
        <source>It is empty.</source>
        <translation>Leer.</translation>
    </message>
    <message>
        <source>It is empty: the file has 0 bytes.</source>
        <translation>Leer: Die Datei hat 0 Bytes.</translation>
    </message>
    <message>
        <source>It is longer than %1 minutes.</source>
        <translation>Die Datei ist länger als %1 Minuten.</translation>
    </message>
    <message>
        <source>It is longer than %1 minutes: the sampler takes no more of it.</source>
        <translation>Es ist länger als %1 Minuten: Mehr nimmt der Sampler davon nicht.</translation>
    </message>
    <message>
        <source>It is made of several notes.</source>
        <translation>Es besteht aus mehreren Tönen.</translation>
    </message>
    <message>
        <source>It is missing, but %1 has the result.</source>
        <translation>Fehlt, aber %1 hat das Ergebnis.</translation>
    </message>
    <message>
        <source>It is missing, but later ones are there.</source>
        <translation>Fehlt, aber spätere sind da.</translation>
    </message>
    <message>
        <source>It is missing, but the manifest names it.</source>
        <translation>Fehlt, aber das Manifest nennt es.</translation>
    </message>
    <message>
        <source>It is missing.</source>
        <translation>Fehlt.</translation>
    </message>
    <message>
        <source>It is no longer in the collection: pad %1 stays empty.</source>
        <translation>Es ist nicht mehr in der Sammlung: Pad %1 bleibt leer.</translation>
    </message>
    <message>
        <source>It is no model, or damaged.</source>
        <translation>Das ist kein Modell, oder es ist beschädigt.</translation>
    </message>
    <message>
        <source>It is no ordinary %1.</source>
        <translation>Das ist kein gewöhnlicher Eintrag der Art %1.</translation>
    </message>
    <message>
        <source>It is not an audio file of a known format.</source>
        <translation>Die Datei ist keine Audiodatei eines bekannten Formats.</translation>
    </message>
    <message>
        <source>It is not measured yet. Resume the job first.</source>
        <translation>Es ist noch nicht gemessen. Zuerst fortfahren.</translation>
    </message>
    <message>
        <source>It is quieter than -70 LUFS.</source>
        <translation>Es ist leiser als -70 LUFS.</translation>
    </message>
    <message>
        <source>It is silent.</source>
        <translation>Es ist still.</translation>
    </message>
    <message>
        <source>It is the model of another version.</source>
        <translation>Das ist das Modell einer anderen Version.</translation>
    </message>
    <message>
        <source>It is the same as %1, which is written.</source>
        <translation>Es ist dasselbe wie %1, das geschrieben wird.</translation>
    </message>
    <message>
        <source>It lasts %1 minutes, more than the %2 that the sampler takes of it.</source>
        <translation>Es dauert %1 Minuten, mehr als die %2, die der Sampler davon nimmt.</translation>
    </message>
    <message>
        <source>It may be cut short: its last part is missing.</source>
        <translation>Die Datei ist vielleicht abgeschnitten: Ihr letzter Teil fehlt.</translation>
    </message>
    <message>
        <source>It names another file than %1 for %2.</source>
        <translation>Darin steht für %2 eine andere Datei als in %1.</translation>
    </message>
    <message>
        <source>It needs more memory than it may use.</source>
        <translation>Mehr Speicher nötig, als belegt werden darf.</translation>
    </message>
    <message>
        <source>It needs more memory than one sample may use.</source>
        <translation>Das braucht mehr Speicher, als ein Sample belegen darf.</translation>
    </message>
    <message>
        <source>It returned a %1 instead of results by sample id.</source>
        <translation>Statt Ergebnissen nach Sample-ID kam ein %1 zurück.</translation>
    </message>
    <message>
        <source>It speaks of %1, which %2 does not name.</source>
        <translation>Darin ist von %1 die Rede, das in %2 nicht vorkommt.</translation>
    </message>
    <message>
        <source>It stands there twice, plain and compressed.</source>
        <translation>Steht zweimal da, unkomprimiert und komprimiert.</translation>
    </message>
    <message>
        <source>It was given up after %1 s.</source>
        <translation>Nach %1 s aufgegeben.</translation>
    </message>
    <message>
        <source>It was given up after %1 s: a decoder does not get through it.</source>
        <translation>Nach %1 s aufgegeben: Der Dekoder kommt nicht hindurch.</translation>
    </message>
    <message>
        <source>It was given up in this run: it hung or crashed too often.</source>
        <translation>In diesem Lauf aufgegeben: zu oft hängen geblieben oder abgestürzt.</translation>
    </message>
    <message>
        <source>It was left by a crash.</source>
        <translation>Überrest eines Absturzes.</translation>
    </message>
    <message>
        <source>It was measured as a one-shot, which has no tempo.</source>
        <translation>Das Sample wurde als One-Shot gemessen, der kein Tempo hat.</translation>
    </message>
    <message>
        <source>It would be larger than a file on the card can be.</source>
        <translation>Es würde größer, als eine Datei auf der Karte sein kann.</translation>
    </message>
    <message>
        <source>Its audio encoding is not supported.</source>
        <translation>Die Audiokodierung wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>Its encoding is lossy and has no fixed number of bits.</source>
        <translation>Die Kodierung ist verlustbehaftet und hat keine feste Bitzahl.</translation>
    </message>
    <message>
        <source>Its file is no longer there.</source>
        <translation>Seine Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Its header gives an impossible number of channels.</source>
        <translation>Der Kopf nennt eine unmögliche Zahl von Kanälen.</translation>
    </message>
    <message>
        <source>Its header gives an impossible sample rate or encoding.</source>
        <translation>Der Kopf nennt eine unmögliche Abtastrate oder Kodierung.</translation>
    </message>
    <message>
        <source>Its header names an unknown encoding, or is damaged.</source>
        <translation>Der Kopf nennt eine unbekannte Kodierung oder ist beschädigt.</translation>
    </message>
    <message>
        <source>Its last line is cut short.</source>
        <translation>Die letzte Zeile ist abgeschnitten.</translation>
    </message>
    <message>
        <source>Its length is no whole number of beats.</source>
        <translation>Die Länge ist keine ganze Zahl von Schlägen.</translation>
    </message>
    <message>
        <source>Its name or tags give its category, but no subcategory.</source>
        <translation>Dateiname oder Tags nennen die Kategorie, aber keine Unterkategorie.</translation>
    </message>
    <message>
        <source>Its notes fit no key.</source>
        <translation>Die Töne passen zu keiner Tonart.</translation>
    </message>
    <message>
        <source>Its onsets do not follow the beat grid.</source>
        <translation>Die Anschläge folgen nicht dem Taktraster.</translation>
    </message>
    <message>
        <source>Its onsets repeat at no steady beat.</source>
        <translation>Die Anschläge wiederholen sich in keinem festen Takt.</translation>
    </message>
    <message>
        <source>Its options are not known any more: no limit of calls or money holds, and names are hidden from the model. Say them anew with `resume`: --max-calls, --max-cost, --filter, --show-names.</source>
        <translation>Seine Einstellungen sind nicht mehr bekannt: Für Anfragen und Geld gilt keine Grenze, und Namen werden dem Modell nicht gesagt. Mit `resume` neu angeben: --max-calls, --max-cost, --filter, --show-names.</translation>
    </message>
    <message>
        <source>Its pitch is not clear, or above 5 kHz.</source>
        <translation>Die Tonhöhe ist nicht klar oder liegt über 5 kHz.</translation>
    </message>
    <message>
        <source>Its pitch is not steady.</source>
        <translation>Die Tonhöhe ist nicht gleichbleibend.</translation>
    </message>
    <message>
        <source>Its process died.</source>
        <translation>Der Prozess ist abgestürzt.</translation>
    </message>
    <message>
        <source>Its result has %1 bytes, more than the %2 that one may have.</source>
        <translation>Das Ergebnis hat %1 Bytes, mehr als die %2, die eines haben darf.</translation>
    </message>
    <message>
        <source>Its result is of the type %1: only dicts, lists, text and numbers can be kept.</source>
        <translation>Das Ergebnis ist vom Typ %1: Nur Dicts, Listen, Text und Zahlen lassen sich speichern.</translation>
    </message>
    <message>
        <source>Its sample rate of %1 Hz lies outside %2 to %3 Hz.</source>
        <translation>Die Abtastrate von %1 Hz liegt außerhalb von %2 bis %3 Hz.</translation>
    </message>
    <message>
        <source>Its start holds nothing that can be heard, or only a constant level.</source>
        <translation>Der Anfang enthält nichts Hörbares oder nur einen gleichbleibenden Pegel.</translation>
    </message>
    <message>
        <source>Its tempo is not sure.</source>
        <translation>Das Tempo ist nicht sicher.</translation>
    </message>
    <message>
        <source>Known are: %1.</source>
        <translation>Bekannt sind: %1.</translation>
    </message>
    <message>
        <source>Line %1 cannot be understood.</source>
        <translation>Zeile %1 ist nicht zu verstehen.</translation>
    </message>
    <message>
        <source>Line %1 cannot be understood: %2.</source>
        <translation>Zeile %1 ist nicht zu verstehen: %2.</translation>
    </message>
    <message>
        <source>Line %1 names the same file as line %2.</source>
        <translation>Zeile %1 nennt dieselbe Datei wie Zeile %2.</translation>
    </message>
    <message>
        <source>MP3 cannot be written on this machine: libsndfile 1.1 or newer is needed.</source>
        <translation>MP3 kann auf diesem Rechner nicht geschrieben werden: libsndfile 1.1 oder neuer wird gebraucht.</translation>
    </message>
    <message>
        <source>Measurements go to %1; names and audio never do.</source>
        <translation>Messwerte gehen an %1; Namen und Audio nie.</translation>
    </message>
    <message>
        <source>Measurements, and the names of files and their folders, go to %1; audio never does.</source>
        <translation>Messwerte sowie Datei- und Ordnernamen gehen an %1; Audio nie.</translation>
    </message>
    <message>
        <source>Measurements, and the sound itself, up to 10 seconds of each sample, go to %1; %2.</source>
        <translation>Messwerte und der Klang selbst, bis zu 10 Sekunden je Sample, gehen an %1; %2.</translation>
    </message>
    <message>
        <source>More than the 160 pads of one project: they go into %1 folders, one for each project.</source>
        <translation>Mehr als die 160 Pads eines Projekts: Sie kommen in %1 Ordner, einen für jedes Projekt.</translation>
    </message>
    <message>
        <source>No IMPORT folder was found there, so the folder is taken as it is. For the sampler, its folders must be in IMPORT on a card that was formatted on the unit.</source>
        <translation>Dort wurde kein Ordner IMPORT gefunden, also wird der Ordner genommen, wie er ist. Für den Sampler müssen seine Ordner in IMPORT auf einer Karte liegen, die am Gerät formatiert wurde.</translation>
    </message>
    <message>
        <source>No audio was found in %1. %2</source>
        <translation>In %1 wurde kein Audio gefunden. %2</translation>
    </message>
    <message>
        <source>No calls are needed.</source>
        <translation>Es sind keine Anfragen nötig.</translation>
    </message>
    <message>
        <source>No folder was named. Name the folder that holds the samples.</source>
        <translation>Es wurde kein Ordner angegeben. Den Ordner mit den Samples angeben.</translation>
    </message>
    <message>
        <source>No model is asked: nothing leaves this machine.</source>
        <translation>Kein Modell wird gefragt: Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>No sample of the job is in %1: its first one would be %2. Name the folder in which that is.</source>
        <translation>In %1 liegt kein Sample des Auftrags: Sein erstes wäre %2. Den Ordner angeben, in dem es liegt.</translation>
    </message>
    <message>
        <source>No samples are listed yet. Add a folder that holds audio.</source>
        <translation>Noch sind keine Samples aufgeführt. Einen Ordner mit Audio hinzufügen.</translation>
    </message>
    <message>
        <source>None of the files can be read. %1</source>
        <translation>Keine der Dateien ist lesbar. %1</translation>
    </message>
    <message>
        <source>Not every sample can be heard: the model is asked about %1 without its sound. %2</source>
        <translation>Nicht jedes Sample kann gehört werden: Nach %1 wird das Modell ohne Ton gefragt. %2</translation>
    </message>
    <message>
        <source>Nothing in %1 speaks of a job: there is nothing to rebuild it from.</source>
        <translation>Nichts in %1 zeugt von einem Job: Es gibt nichts, woraus er sich wiederherstellen ließe.</translation>
    </message>
    <message>
        <source>Nothing is left.</source>
        <translation>Nichts ist übrig.</translation>
    </message>
    <message>
        <source>Nothing is lost by it: `sp404-batch resume` goes on without it, `sp404-batch rebuild` clears it away.</source>
        <translation>Dadurch geht nichts verloren: `sp404-batch resume` macht ohne es weiter, `sp404-batch rebuild` räumt es weg.</translation>
    </message>
    <message>
        <source>Nothing is sent to %1 over plain http, where others can read it: use an https address.</source>
        <translation>Nichts wird über einfaches http an %1 gesendet, wo andere mitlesen können: eine https-Adresse verwenden.</translation>
    </message>
    <message>
        <source>Nothing leaves this machine.</source>
        <translation>Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Nothing would be written: %1</source>
        <translation>Es würde nichts geschrieben: %1</translation>
    </message>
    <message>
        <source>On the sampler: SHIFT + pad 14, IMPORT, SD-CARD, SAMPLE; choose the pads, SHIFT + VALUE selects several.</source>
        <translation>Am Sampler: SHIFT + Pad 14, IMPORT, SD-CARD, SAMPLE; die Pads wählen, SHIFT + VALUE wählt mehrere.</translation>
    </message>
    <message>
        <source>One damaged result (%1) was taken from a checkpoint or is done again.</source>
        <translation>Ein beschädigtes Ergebnis (%1) wurde aus einem Prüfpunkt geholt oder wird neu ermittelt.</translation>
    </message>
    <message>
        <source>One file (%1) is cut short or damaged: only what could be decoded of it was measured.</source>
        <translation>Eine Datei (%1) ist abgeschnitten oder beschädigt: Gemessen wurde nur, was sich dekodieren ließ.</translation>
    </message>
    <message>
        <source>One result (%1) was restored from a copy or a checkpoint.</source>
        <translation>Ein Ergebnis (%1) wurde aus einer Kopie oder einem Prüfpunkt wiederhergestellt.</translation>
    </message>
    <message>
        <source>One sample (%1) is back in the collection: a file of its name is there again.</source>
        <translation>Ein Sample (%1) ist wieder in der Sammlung: Eine Datei mit seinem Namen ist wieder da.</translation>
    </message>
    <message>
        <source>One sample is left.</source>
        <translation>Ein Sample ist übrig.</translation>
    </message>
    <message>
        <source>One sample was finished and could not be written: the next run does that. Only an answer that was lost is asked for again.</source>
        <translation>Ein Sample war fertig und konnte nicht geschrieben werden: Das tut der nächste Lauf. Nur eine verlorene Antwort wird noch einmal erfragt.</translation>
    </message>
    <message>
        <source>One-shots have no tempo.</source>
        <translation>One-Shots haben kein Tempo.</translation>
    </message>
    <message>
        <source>Only %1 of %2 s could be decoded: it is cut short or damaged.</source>
        <translation>Nur %1 von %2 s ließen sich dekodieren: Die Datei ist abgeschnitten oder beschädigt.</translation>
    </message>
    <message>
        <source>Only loops have a groove.</source>
        <translation>Nur Loops haben einen Groove.</translation>
    </message>
    <message>
        <source>Only the start of this long file was analysed.</source>
        <translation>Nur der Anfang dieser langen Datei wurde analysiert.</translation>
    </message>
    <message>
        <source>Onset times are kept for loops.</source>
        <translation>Zeiten der Anschläge werden für Loops festgehalten.</translation>
    </message>
    <message>
        <source>Passed over %1 %2: %3</source>
        <translation>%1 %2 übergangen: %3</translation>
    </message>
    <message>
        <source>Passed over: %1.</source>
        <translation>Übergangen: %1.</translation>
    </message>
    <message>
        <source>Raise “Most money” in the plan to go on.</source>
        <translation>Zum Weitermachen „Höchstens Kosten“ im Plan erhöhen.</translation>
    </message>
    <message>
        <source>Room: %1 MB of %2 MB free.</source>
        <translation>Platz: %1 MB von %2 MB frei.</translation>
    </message>
    <message>
        <source>Run `sp404-batch rebuild` on the job folder: it repairs this from what is there.</source>
        <translation>`sp404-batch rebuild` mit dem Job-Ordner repariert das aus dem, was da ist.</translation>
    </message>
    <message>
        <source>So it is with %1 more.</source>
        <translation>So ist es bei %1 weiteren.</translation>
    </message>
    <message>
        <source>Something before the server refused the call with a page of its own (HTTP 403): check proxy and firewall.</source>
        <translation>Etwas vor dem Server hat die Anfrage mit einer eigenen Seite abgelehnt (HTTP 403): Proxy und Firewall prüfen.</translation>
    </message>
    <message>
        <source>The %1 cannot be used: %2. Check its rights, or %3.</source>
        <translation>%1 ist nicht verwendbar: %2. Rechte prüfen oder %3.</translation>
    </message>
    <message>
        <source>The %1 is in use by another process for too long: stop that one.</source>
        <translation>%1 wird zu lange von einem anderen Prozess benutzt: diesen beenden.</translation>
    </message>
    <message>
        <source>The API key is empty or holds characters that no key has: copy it once more and set it again.</source>
        <translation>Der API-Schlüssel ist leer oder enthält Zeichen, die kein Schlüssel hat: noch einmal kopieren und neu eintragen.</translation>
    </message>
    <message>
        <source>The API key is not sent to %1 over plain http, where others can read it: use an https address.</source>
        <translation>Der API-Schlüssel wird nicht über einfaches http an %1 gesendet, wo andere mitlesen können: eine https-Adresse verwenden.</translation>
    </message>
    <message>
        <source>The API key may not do this (HTTP %1): test it in the settings.%2</source>
        <translation>Der API-Schlüssel darf das nicht (HTTP %1): in den Einstellungen testen.%2</translation>
    </message>
    <message>
        <source>The API key was not accepted (HTTP 401): set it again in the settings.%1</source>
        <translation>Der API-Schlüssel wurde nicht angenommen (HTTP 401): in den Einstellungen neu eintragen.%1</translation>
    </message>
    <message>
        <source>The account has no credit left for this model: add credit or choose a free model, then resume.%1</source>
        <translation>Das Konto hat für dieses Modell kein Guthaben mehr: Guthaben aufladen oder ein kostenloses Modell wählen, dann fortsetzen.%1</translation>
    </message>
    <message>
        <source>The answer describes %1 twice and contradicts itself.</source>
        <translation>Die Antwort beschreibt %1 zweimal und widerspricht sich.</translation>
    </message>
    <message>
        <source>The answer for %1 is not usable: %2 missing or invalid.</source>
        <translation>Die Antwort zu %1 ist nicht verwendbar: %2 fehlt oder ist ungültig.</translation>
    </message>
    <message>
        <source>The answer left %1 out.</source>
        <translation>Die Antwort hat %1 ausgelassen.</translation>
    </message>
    <message>
        <source>The answer left this sample out.</source>
        <translation>Die Antwort hat dieses Sample ausgelassen.</translation>
    </message>
    <message>
        <source>The budget allows %1 more calls of the %2 that are needed: the job stops there and can go on later.</source>
        <translation>Das Budget erlaubt noch %1 der %2 nötigen Anfragen: Der Job hält dort an und kann später weitergehen.</translation>
    </message>
    <message>
        <source>The budget of $%1 is used.</source>
        <translation>Das Budget von %1 $ ist verbraucht.</translation>
    </message>
    <message>
        <source>The budget of %1 calls is used.</source>
        <translation>Das Budget von %1 Anfragen ist verbraucht.</translation>
    </message>
    <message>
        <source>The budget of %1 calls is used. Raise “Most calls” in the plan to go on.</source>
        <translation>Das Budget von %1 Anfragen ist verbraucht. „Höchstens Anfragen“ im Plan erhöhen, um fortzufahren.</translation>
    </message>
    <message>
        <source>The cache %1 is neither a file nor a server: a shared one is named like redis://studio:6379/0, or rediss:// for TLS.</source>
        <translation>Der Cache %1 ist weder eine Datei noch ein Server: Ein gemeinsamer heißt etwa redis://studio:6379/0 oder, für TLS, rediss://.</translation>
    </message>
    <message>
        <source>The call was redirected to %1 (HTTP %2) and not followed: perhaps a network wants you to log in; try again after that.</source>
        <translation>Die Anfrage wurde zu %1 umgeleitet (HTTP %2) und nicht weiterverfolgt: Vielleicht verlangt ein Netz eine Anmeldung; danach noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted (%2): nothing was sent. Check the address.</source>
        <translation>Dem Zertifikat von %1 wird nicht vertraut (%2): Nichts wurde gesendet. Adresse prüfen.</translation>
    </message>
    <message>
        <source>The certificates that the environment names cannot be read: set SSL_CERT_FILE to a file of certificates, or unset it.</source>
        <translation>Die Zertifikate, die die Umgebung nennt, lassen sich nicht lesen: SSL_CERT_FILE auf eine Datei mit Zertifikaten setzen oder die Variable löschen.</translation>
    </message>
    <message>
        <source>The certificates that the program brings along cannot be read: install it again.</source>
        <translation>Die Zertifikate, die das Programm mitbringt, lassen sich nicht lesen: Das Programm neu installieren.</translation>
    </message>
    <message>
        <source>The change was not kept: %1</source>
        <translation>Die Änderung wurde nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>The checkpoints were put in order: there are %1 now.</source>
        <translation>Die Prüfpunkte wurden geordnet: Jetzt sind es %1.</translation>
    </message>
    <message>
        <source>The cluster %1 %2. This machine measures meanwhile, and looks again every %3 s.</source>
        <translation>Der Cluster %1 %2. Solange misst dieser Rechner und sieht alle %3 s wieder nach.</translation>
    </message>
    <message>
        <source>The cluster %1 measures: workers %2, files at a time %3.</source>
        <translation>Der Cluster %1 misst: %2 Arbeiter, %3 Dateien zugleich.</translation>
    </message>
    <message>
        <source>The connection to %1 broke before the answer was whole: asked again later.</source>
        <translation>Die Verbindung zu %1 brach ab, bevor die Antwort vollständig war: wird später erneut gefragt.</translation>
    </message>
    <message>
        <source>The decoder crashed over it, twice: it is damaged.</source>
        <translation>Der Dekoder ist zweimal daran abgestürzt: Die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>The disk did not answer within %1 s: it may be asleep, or far away.</source>
        <translation>Der Datenträger hat nicht innerhalb von %1 s geantwortet: Vielleicht schläft er oder ist weit weg.</translation>
    </message>
    <message>
        <source>The disk does not answer: %1.</source>
        <translation>Der Datenträger antwortet nicht: %1.</translation>
    </message>
    <message>
        <source>The disk is full: %1 has less than %2 left for the answers of further calls. Free some space there and resume; what was written is kept.</source>
        <translation>Der Datenträger ist voll: %1 hat weniger als %2 frei für die Antworten weiterer Aufrufe. Dort Platz schaffen und fortsetzen; was geschrieben wurde, bleibt.</translation>
    </message>
    <message>
        <source>The disk is full: %1 takes no more. Free some space there and resume; what was written is kept.</source>
        <translation>Der Datenträger ist voll: %1 nimmt nichts mehr auf. Dort Platz schaffen und fortsetzen; was geschrieben wurde, bleibt.</translation>
    </message>
    <message>
        <source>The disk of the %1 is full. Free some space, or %2.</source>
        <translation>Der Datenträger von %1 ist voll. Platz schaffen oder %2.</translation>
    </message>
    <message>
        <source>The file can be read.</source>
        <translation>Die Datei lässt sich lesen.</translation>
    </message>
    <message>
        <source>The file cannot be read to its end: %1. Check the disk, then try again.</source>
        <translation>Die Datei lässt sich nicht bis zum Ende lesen: %1. Den Datenträger prüfen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The file of %1 is not known any more: it counts as failed.</source>
        <translation>Die Datei von %1 ist nicht mehr bekannt: Sie gilt als fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The files of %1 samples (%2 …) are not known any more: they count as failed.</source>
        <translation>Die Dateien von %1 Samples (%2 …) sind nicht mehr bekannt: Sie gelten als fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The filter %1 means nothing. Write %2.</source>
        <translation>Der Filter %1 bedeutet nichts. %2 schreiben.</translation>
    </message>
    <message>
        <source>The folder %1 does not exist. Create it, or choose another place.</source>
        <translation>Den Ordner %1 gibt es nicht. Ihn anlegen oder einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>The folder %1 may not be written to. Choose another place, or change its permissions.</source>
        <translation>In den Ordner %1 darf nicht geschrieben werden. Einen anderen Ort wählen oder die Rechte ändern.</translation>
    </message>
    <message>
        <source>The folder does not exist yet and is made.</source>
        <translation>Den Ordner gibt es noch nicht, er wird angelegt.</translation>
    </message>
    <message>
        <source>The folders were not looked through to the end.</source>
        <translation>Die Ordner wurden nicht bis zum Ende durchsucht.</translation>
    </message>
    <message>
        <source>The free calls of this day are used up: they come back at 00:00 UTC.%1</source>
        <translation>Die kostenlosen Anfragen dieses Tages sind verbraucht: Um 00:00 UTC gibt es neue.%1</translation>
    </message>
    <message>
        <source>The helper process that decodes cannot be started. Close other programs, then try again.</source>
        <translation>Der Hilfsprozess zum Dekodieren lässt sich nicht starten. Andere Programme schließen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The installation is incomplete: %1 is missing from its resources. Install the program again.</source>
        <translation>Die Installation ist unvollständig: %1 fehlt. Das Programm neu installieren.</translation>
    </message>
    <message>
        <source>The job %1 cannot be locked: %2. Put it on another disk: this one may know no locks.</source>
        <translation>Der Job %1 lässt sich nicht sperren: %2. Auf einen anderen Datenträger legen: Dieser kennt vielleicht keine Sperren.</translation>
    </message>
    <message>
        <source>The job %1 names %2, which is in none of its folders. It was changed by somebody, and nothing of it is opened. Make a new one of the folder with your samples.</source>
        <translation>Der Job %1 nennt %2, was in keinem seiner Ordner liegt. Jemand hat ihn verändert, und nichts davon wird geöffnet. Aus dem Ordner mit den Samples einen neuen machen.</translation>
    </message>
    <message>
        <source>The job %1 was written by a newer version (schema %2, this one knows %3). Update sp404-batch; the job is left as it is.</source>
        <translation>Der Job %1 wurde von einer neueren Version geschrieben (Schema %2, bekannt ist %3). sp404-batch aktualisieren; der Job bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>The job folder %1 cannot be made: %2. Choose another place for collections in the settings.</source>
        <translation>Der Job-Ordner %1 lässt sich nicht anlegen: %2. In den Einstellungen einen anderen Ort für Sammlungen wählen.</translation>
    </message>
    <message>
        <source>The job folder was rebuilt. %1</source>
        <translation>Der Job-Ordner wurde wiederhergestellt. %1</translation>
    </message>
    <message>
        <source>The job goes on with the cache of this machine, and looks again every %1 s.</source>
        <translation>Der Job geht mit dem Cache dieses Rechners weiter und sieht alle %1 s wieder nach.</translation>
    </message>
    <message>
        <source>The key has no credit left: add some, or choose a free model.</source>
        <translation>Der Schlüssel hat kein Guthaben mehr: aufladen oder ein kostenloses Modell wählen.</translation>
    </message>
    <message>
        <source>The key works.</source>
        <translation>Der Schlüssel funktioniert.</translation>
    </message>
    <message>
        <source>The kits of the job %1 were written by a newer version (schema %2, this one knows %3). Update sp404-batch; they are left as they are.</source>
        <translation>Die Kits des Jobs %1 wurden von einer neueren Version geschrieben (Schema %2, bekannt ist %3). sp404-batch aktualisieren; sie bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>The list of samples was damaged, and nothing names this sample's file any more. Where it is still there, it joins the job anew.</source>
        <translation>Die Liste der Samples war beschädigt, und nichts nennt mehr die Datei dieses Samples. Wenn sie noch da ist, kommt sie neu in den Job.</translation>
    </message>
    <message>
        <source>The map could not be drawn: its process ended early. Close other programs, then show the map again.</source>
        <translation>Die Klangkarte konnte nicht gezeichnet werden: Ihr Prozess endete vorzeitig. Andere Programme schließen, dann die Klangkarte neu zeigen.</translation>
    </message>
    <message>
        <source>The model did not answer in time (HTTP %1): asked again later.%2</source>
        <translation>Das Modell hat nicht rechtzeitig geantwortet (HTTP %1): wird später erneut gefragt.%2</translation>
    </message>
    <message>
        <source>The model gave no answer: asked again later.</source>
        <translation>Das Modell hat keine Antwort gegeben: wird später erneut gefragt.</translation>
    </message>
    <message>
        <source>The model is not available now (HTTP %1): asked again later.%2</source>
        <translation>Das Modell ist gerade nicht verfügbar (HTTP %1): wird später erneut gefragt.%2</translation>
    </message>
    <message>
        <source>The model is not available to this key (HTTP %1): choose another in the plan or check your privacy settings.%2</source>
        <translation>Das Modell ist für diesen Schlüssel nicht verfügbar (HTTP %1): im Plan ein anderes wählen oder die Datenschutz-Einstellungen prüfen.%2</translation>
    </message>
    <message>
        <source>The model refused to describe this.</source>
        <translation>Das Modell hat abgelehnt, dies zu beschreiben.</translation>
    </message>
    <message>
        <source>The model stopped with an error in the middle of its answer: asked again later.</source>
        <translation>Das Modell brach mitten in der Antwort mit einem Fehler ab: wird später erneut gefragt.</translation>
    </message>
    <message>
        <source>The model used its whole allowance for thinking and said nothing: asked again with less of that.</source>
        <translation>Das Modell hat sein ganzes Kontingent zum Nachdenken verbraucht und nichts gesagt: wird mit weniger davon erneut gefragt.</translation>
    </message>
    <message>
        <source>The model's answer is empty: asked again later.</source>
        <translation>Die Antwort des Modells ist leer: wird später erneut gefragt.</translation>
    </message>
    <message>
        <source>The model's trees do not hold together.</source>
        <translation>Die Bäume des Modells passen nicht zusammen.</translation>
    </message>
    <message>
        <source>The model's votes are for nobody.</source>
        <translation>Die Stimmen des Modells gelten niemandem.</translation>
    </message>
    <message>
        <source>The next slot of the pace.</source>
        <translation>Der nächste Platz im Takt.</translation>
    </message>
    <message>
        <source>The plugin %1 cannot be used: %2 The job goes on without it.</source>
        <translation>Die Erweiterung %1 ist nicht verwendbar: %2 Der Job geht ohne sie weiter.</translation>
    </message>
    <message>
        <source>The plugin %1 failed: %2 The job goes on; what it could not do stays absent.</source>
        <translation>Die Erweiterung %1 ist gescheitert: %2 Der Job geht weiter; was sie nicht konnte, fehlt.</translation>
    </message>
    <message>
        <source>The processes that read audio end as soon as they start. Look for a program or a limit that ends them, then resume.</source>
        <translation>Die Prozesse, die Audio lesen, enden sofort nach dem Start. Nach einem Programm oder einer Grenze suchen, die sie beendet, dann fortsetzen.</translation>
    </message>
    <message>
        <source>The program ended without saving. Going on takes up all that was done.</source>
        <translation>Das Programm endete, ohne zu speichern. Beim Fortsetzen geht es mit allem weiter, was fertig war.</translation>
    </message>
    <message>
        <source>The program ended without saving. Resume goes on.</source>
        <translation>Das Programm endete, ohne zu speichern. Fortsetzen macht weiter.</translation>
    </message>
    <message>
        <source>The program has a stage of its own by that name.</source>
        <translation>Das Programm hat selbst eine Stufe dieses Namens.</translation>
    </message>
    <message>
        <source>The provider must be the base URL of a chat API, such as http://127.0.0.1:11434/v1, without user name or query.</source>
        <translation>Der Anbieter muss die Basisadresse einer Chat-API sein, etwa http://127.0.0.1:11434/v1, ohne Benutzername und Abfrage.</translation>
    </message>
    <message>
        <source>The provider refused this request (HTTP %1).%2</source>
        <translation>Der Anbieter hat diese Anfrage abgelehnt (HTTP %1).%2</translation>
    </message>
    <message>
        <source>The proxy that the environment names cannot be used: set HTTPS_PROXY to an http:// address (a # in its password as %23 and so on) and NO_PROXY to names and plain addresses with commas between them, or unset both.</source>
        <translation>Der Proxy, den die Umgebung nennt, lässt sich nicht verwenden: HTTPS_PROXY auf eine http://-Adresse setzen (ein # im Passwort als %23 und so weiter) und NO_PROXY auf Namen und einfache Adressen mit Kommas dazwischen, oder beide entfernen.</translation>
    </message>
    <message>
        <source>The result cache was damaged: it was put aside as %1, and a new one was begun.</source>
        <translation>Der Ergebnis-Cache war beschädigt: Er wurde als %1 beiseitegelegt und ein neuer begonnen.</translation>
    </message>
    <message>
        <source>The run was cut short.</source>
        <translation>Der Lauf wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The run was stopped while it was paused.</source>
        <translation>Der Lauf wurde gestoppt, während er angehalten war.</translation>
    </message>
    <message>
        <source>The run was stopped.</source>
        <translation>Der Lauf wurde gestoppt.</translation>
    </message>
    <message>
        <source>The samples are no longer in %1.</source>
        <translation>Die Samples sind nicht mehr in %1.</translation>
    </message>
    <message>
        <source>The server answered with a web page instead of JSON: check the provider's URL, or whether the network wants a login.</source>
        <translation>Der Server hat mit einer Webseite statt mit JSON geantwortet: die Adresse des Anbieters prüfen, und ob das Netz eine Anmeldung verlangt.</translation>
    </message>
    <message>
        <source>The server answered with nothing at all: asked again later.</source>
        <translation>Der Server hat überhaupt nichts geantwortet: wird später erneut gefragt.</translation>
    </message>
    <message>
        <source>The server answers (models: %1).</source>
        <translation>Der Server antwortet (Modelle: %1).</translation>
    </message>
    <message>
        <source>The server answers; it does not tell what a key may do.</source>
        <translation>Der Server antwortet; was ein Schlüssel darf, sagt er nicht.</translation>
    </message>
    <message>
        <source>The server asked for patience.</source>
        <translation>Der Server bat um Geduld.</translation>
    </message>
    <message>
        <source>The server asks for a slower pace (HTTP %1): asked again later.%2</source>
        <translation>Der Server bittet um ein langsameres Tempo (HTTP %1): wird später erneut gefragt.%2</translation>
    </message>
    <message>
        <source>The server cannot answer in the form asked for (HTTP %1): asked again in another.%2</source>
        <translation>Der Server kann nicht in der gewünschten Form antworten (HTTP %1): wird in einer anderen erneut gefragt.%2</translation>
    </message>
    <message>
        <source>The server does not know this model: choose another in the plan.%1</source>
        <translation>Der Server kennt dieses Modell nicht: im Plan ein anderes wählen.%1</translation>
    </message>
    <message>
        <source>The server does not list %1: check the name, or choose another model.</source>
        <translation>Der Server führt %1 nicht auf: Namen prüfen oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The server failed (HTTP %1): asked again later.%2</source>
        <translation>Der Server ist gescheitert (HTTP %1): wird später erneut gefragt.%2</translation>
    </message>
    <message>
        <source>The server has moved to %1 (HTTP %2). Nothing was sent there: if it is right, set it as the provider.</source>
        <translation>Der Server ist nach %1 umgezogen (HTTP %2). Dorthin wurde nichts gesendet: Wenn das stimmt, als Anbieter eintragen.</translation>
    </message>
    <message>
        <source>The server refuses the call (HTTP %1): check the provider's URL and the model.%2</source>
        <translation>Der Server lehnt die Anfrage ab (HTTP %1): Adresse des Anbieters und Modell prüfen.%2</translation>
    </message>
    <message>
        <source>The server says that asking again is no use (HTTP %1): choose another model in the plan.%2</source>
        <translation>Der Server sagt, dass erneutes Fragen zwecklos ist (HTTP %1): im Plan ein anderes Modell wählen.%2</translation>
    </message>
    <message>
        <source>The server says: "%1"</source>
        <translation>Der Server sagt: „%1“</translation>
    </message>
    <message>
        <source>The server's answer is broken: it is not JSON, or was cut off. Asked again later.</source>
        <translation>Die Antwort des Servers ist kaputt: kein JSON oder abgeschnitten. Wird später erneut gefragt.</translation>
    </message>
    <message>
        <source>The settings file %1 cannot be read: %2.</source>
        <translation>Die Einstellungsdatei %1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>The settings file %1 does not exist, but SP404_CONFIG_FILE names it.</source>
        <translation>Die Einstellungsdatei %1 gibt es nicht, aber SP404_CONFIG_FILE nennt sie.</translation>
    </message>
    <message>
        <source>The settings file %1 holds something that cannot be changed by itself: change it by hand.</source>
        <translation>Die Einstellungsdatei %1 enthält etwas, das sich nicht von selbst ändern lässt: von Hand ändern.</translation>
    </message>
    <message>
        <source>The settings file %1 is not valid TOML, so nothing was changed: %2.</source>
        <translation>Die Einstellungsdatei %1 ist kein gültiges TOML, deshalb wurde nichts geändert: %2.</translation>
    </message>
    <message>
        <source>The settings file %1 is not valid TOML: %2.</source>
        <translation>Die Einstellungsdatei %1 ist kein gültiges TOML: %2.</translation>
    </message>
    <message>
        <source>The settings let it work at night alone.</source>
        <translation>Laut Einstellungen wird nur nachts gearbeitet.</translation>
    </message>
    <message>
        <source>The shared cache %1 %2. %3</source>
        <translation>Der gemeinsame Cache %1 %2. %3</translation>
    </message>
    <message>
        <source>The shared cache %1 answers again.</source>
        <translation>Der gemeinsame Cache %1 antwortet wieder.</translation>
    </message>
    <message>
        <source>The shared cache %1 does not answer: its size is not known.</source>
        <translation>Der gemeinsame Cache %1 antwortet nicht: Seine Größe ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The shared cache %1 needs an extra that is not installed: pip install 'sp404-batch[shared-cache]'. Or name a file.</source>
        <translation>Der gemeinsame Cache %1 braucht ein Zusatzpaket, das nicht installiert ist: pip install 'sp404-batch[shared-cache]'. Oder eine Datei angeben.</translation>
    </message>
    <message>
        <source>The shared cache %1 takes no more: new results stay on this machine. Give it room, or rights to write.</source>
        <translation>Der gemeinsame Cache %1 nimmt nichts mehr auf: Neue Ergebnisse bleiben auf diesem Rechner. Ihm Platz oder Schreibrechte geben.</translation>
    </message>
    <message>
        <source>The stage %1 failed: %2: %3</source>
        <translation>Die Stufe %1 ist gescheitert: %2: %3</translation>
    </message>
    <message>
        <source>The stage %1 is left out: the plugin that brought it is not installed any more.</source>
        <translation>Die Stufe %1 wird ausgelassen: Die Erweiterung, die sie mitbrachte, ist nicht mehr installiert.</translation>
    </message>
    <message>
        <source>The stage %1 returned a %2: results must be made of dicts, lists, text and numbers.</source>
        <translation>Die Stufe %1 lieferte ein %2: Ergebnisse müssen aus Dicts, Listen, Text und Zahlen bestehen.</translation>
    </message>
    <message>
        <source>The system keyring</source>
        <translation>Der Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>The system keyring does not answer (%1). Unlock it, or %2</source>
        <translation>Der Schlüsselbund des Systems antwortet nicht (%1). Ihn entsperren oder %2</translation>
    </message>
    <message>
        <source>The text</source>
        <translation>Der Text</translation>
    </message>
    <message>
        <source>The worker %1 has %2; this machine has %3. Install the same version on both.</source>
        <translation>Der Arbeiter %1 hat %2; dieser Rechner hat %3. Auf beiden dieselbe Version installieren.</translation>
    </message>
    <message>
        <source>There are no samples yet: add a folder that holds audio.</source>
        <translation>Noch gibt es keine Samples: einen Ordner mit Audio hinzufügen.</translation>
    </message>
    <message>
        <source>There is no %1 %2%3. %4</source>
        <translation>%1 %2 gibt es nicht%3. %4</translation>
    </message>
    <message>
        <source>There is no chat service at this address (HTTP %1): check the provider's URL.</source>
        <translation>Unter dieser Adresse gibt es keinen Chat-Dienst (HTTP %1): die Adresse des Anbieters prüfen.</translation>
    </message>
    <message>
        <source>There is no export format %1. Choose one of: %2.</source>
        <translation>Das Exportformat %1 gibt es nicht. Möglich sind: %2.</translation>
    </message>
    <message>
        <source>There is no folder %1. Name the job folder that `process` printed.</source>
        <translation>Den Ordner %1 gibt es nicht. Den Job-Ordner angeben, den `process` ausgegeben hat.</translation>
    </message>
    <message>
        <source>There is no folder %1. Put the card in, or name a folder that exists.</source>
        <translation>Es gibt keinen Ordner %1. Die Karte einlegen oder einen Ordner angeben, den es gibt.</translation>
    </message>
    <message>
        <source>There is no key for OpenRouter: enter one in the settings, or work offline.</source>
        <translation>Für OpenRouter ist kein Schlüssel hinterlegt: in den Einstellungen eintragen oder offline arbeiten.</translation>
    </message>
    <message>
        <source>There is no key for OpenRouter: set one in the settings, or work offline.</source>
        <translation>Für OpenRouter ist kein Schlüssel hinterlegt: in den Einstellungen eintragen oder offline arbeiten.</translation>
    </message>
    <message>
        <source>There is no order %1. The orders are %2.</source>
        <translation>Es gibt keine Reihenfolge %1. Die Reihenfolgen sind %2.</translation>
    </message>
    <message>
        <source>There is no stage %1. The stages are %2.</source>
        <translation>Die Stufe %1 gibt es nicht. Die Stufen sind %2.</translation>
    </message>
    <message>
        <source>There is no system keyring to keep keys in: %1</source>
        <translation>Es gibt keinen Schlüsselbund des Systems, der Schlüssel aufbewahrt: %1</translation>
    </message>
    <message>
        <source>There is not enough room on %1: %2. Free some, or choose fewer samples.</source>
        <translation>Auf %1 ist zu wenig Platz: %2. Etwas freimachen oder weniger Samples wählen.</translation>
    </message>
    <message>
        <source>There is not enough room: nothing would be written.</source>
        <translation>Es ist zu wenig Platz: Es würde nichts geschrieben.</translation>
    </message>
    <message>
        <source>There is nothing to be heard in it below 12 kHz.</source>
        <translation>Unterhalb von 12 kHz ist nichts zu hören.</translation>
    </message>
    <message>
        <source>There is nothing to be heard in its first minute.</source>
        <translation>In der ersten Minute ist nichts zu hören.</translation>
    </message>
    <message>
        <source>This day's free calls are used up.</source>
        <translation>Die kostenlosen Anfragen dieses Tages sind verbraucht.</translation>
    </message>
    <message>
        <source>This job asks %1, which was never asked from this machine, and gets the names and measurements of your samples. If you know that server, press Continue and look at its plan: %2. Nothing was sent.</source>
        <translation>Dieser Job fragt %1, einen Server, der von diesem Rechner noch nie gefragt wurde und Namen und Messwerte der Samples erhält. Wenn er bekannt ist, „Fortsetzen“ drücken und den Plan ansehen: %2. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>This job is about files in %1, from where no samples were taken on this machine before. If it is yours, say where its samples are (`resume --root`, or open it in the window). Nothing was opened.</source>
        <translation>Dieser Job handelt von Dateien in %1, woher auf diesem Rechner noch nie Samples kamen. Wenn es der eigene ist: sagen, wo seine Samples sind (`resume --root`, oder im Fenster öffnen). Nichts wurde geöffnet.</translation>
    </message>
    <message>
        <source>This machine could not be asked to stay awake: if it falls asleep, the job goes on when it wakes up.</source>
        <translation>Dieser Rechner ließ sich nicht wach halten: Wenn er einschläft, geht der Job beim Aufwachen weiter.</translation>
    </message>
    <message>
        <source>This machine does it. If folders are called otherwise there, name them: --cluster-map LOCAL=REMOTE.</source>
        <translation>Dieser Rechner macht es selbst. Wenn Ordner dort anders heißen, sie angeben: --cluster-map LOCAL=REMOTE.</translation>
    </message>
    <message>
        <source>This machine does it: that one may have too little memory.</source>
        <translation>Dieser Rechner macht es selbst: Jener hat vielleicht zu wenig Speicher.</translation>
    </message>
    <message>
        <source>This machine starts no process that reads audio: %1. Close other programs or raise its limits, then resume.</source>
        <translation>Dieser Rechner startet keinen Prozess, der Audio liest: %1. Andere Programme schließen oder seine Grenzen anheben, dann fortsetzen.</translation>
    </message>
    <message>
        <source>This model cannot answer in the form that is needed: choose another in the plan. %1</source>
        <translation>Dieses Modell kann nicht in der nötigen Form antworten: im Plan ein anderes wählen. %1</translation>
    </message>
    <message>
        <source>This model is no longer free (HTTP %1): choose another in the plan.%2</source>
        <translation>Dieses Modell ist nicht mehr kostenlos (HTTP %1): im Plan ein anderes wählen.%2</translation>
    </message>
    <message>
        <source>Two stages are called %1: give each a name of its own.</source>
        <translation>Zwei Stufen heißen %1: jeder einen eigenen Namen geben.</translation>
    </message>
    <message>
        <source>US dollars from 0</source>
        <translation>US-Dollar ab 0</translation>
    </message>
    <message>
        <source>Update sp404-batch; the job is left as it is.</source>
        <translation>sp404-batch aktualisieren; der Job bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>What a call costs is not known, and nothing of the budget of $%1 is left. %2</source>
        <translation>Was eine Anfrage kostet, ist nicht bekannt, und vom Budget von $%1 ist nichts übrig. %2</translation>
    </message>
    <message>
        <source>What a crash had left half written was removed (files: %1).</source>
        <translation>Was ein Absturz halb geschrieben hinterlassen hatte, wurde entfernt (Dateien: %1).</translation>
    </message>
    <message>
        <source>Where the samples are is not known any more: say so with `sp404-batch resume --root FOLDER`.</source>
        <translation>Wo die Samples sind, ist nicht mehr bekannt: mit `sp404-batch resume --root ORDNER` angeben.</translation>
    </message>
    <message>
        <source>Where the samples are is not known any more: say where they are.</source>
        <translation>Wo die Samples sind, ist nicht mehr bekannt: Angeben, wo sie liegen.</translation>
    </message>
    <message>
        <source>Your privacy settings hide this model (HTTP %1): change them in your account, or choose another in the plan.%2</source>
        <translation>Die Datenschutz-Einstellungen des Kontos verbergen dieses Modell (HTTP %1): sie dort ändern oder im Plan ein anderes wählen.%2</translation>
    </message>
    <message>
        <source>a file, or the URL of a shared cache</source>
        <translation>eine Datei oder die Adresse eines gemeinsamen Caches</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>ein Ordner</translation>
    </message>
    <message>
        <source>a list of LOCAL=REMOTE</source>
        <translation>eine Liste von LOCAL=REMOTE</translation>
    </message>
    <message>
        <source>a list of globs such as *.wav</source>
        <translation>eine Liste von Mustern wie *.wav</translation>
    </message>
    <message>
        <source>a list of model ids</source>
        <translation>eine Liste von Modellnamen</translation>
    </message>
    <message>
        <source>a list of names of stages</source>
        <translation>eine Liste von Namen der Stufen</translation>
    </message>
    <message>
        <source>a share from 0 to 1</source>
        <translation>ein Anteil von 0 bis 1</translation>
    </message>
    <message>
        <source>a time such as "06:30"</source>
        <translation>eine Uhrzeit wie "06:30"</translation>
    </message>
    <message>
        <source>a time such as "22:00"</source>
        <translation>eine Uhrzeit wie "22:00"</translation>
    </message>
    <message>
        <source>a whole number from 0</source>
        <translation>eine ganze Zahl ab 0</translation>
    </message>
    <message>
        <source>a whole number from 0 (one for each processor) to 256</source>
        <translation>eine ganze Zahl von 0 (je Prozessor einer) bis 256</translation>
    </message>
    <message>
        <source>a whole number from 1 to 100, or auto</source>
        <translation>eine ganze Zahl von 1 bis 100 oder auto</translation>
    </message>
    <message>
        <source>a whole number from 1 to 10000</source>
        <translation>eine ganze Zahl von 1 bis 10000</translation>
    </message>
    <message>
        <source>already taken</source>
        <translation>schon aufgenommen</translation>
    </message>
    <message>
        <source>at_once or wait</source>
        <translation>at_once oder wait</translation>
    </message>
    <message>
        <source>broken links</source>
        <translation>kaputte Verknüpfungen</translation>
    </message>
    <message>
        <source>but at another tempo</source>
        <translation>aber in anderem Tempo</translation>
    </message>
    <message>
        <source>but out of key</source>
        <translation>aber in anderer Tonart</translation>
    </message>
    <message>
        <source>but out of key and at another tempo</source>
        <translation>aber in anderer Tonart und anderem Tempo</translation>
    </message>
    <message>
        <source>duplicate of %1</source>
        <translation>Duplikat von %1</translation>
    </message>
    <message>
        <source>energy like %1</source>
        <translation>Energie wie %1</translation>
    </message>
    <message>
        <source>environment variable</source>
        <translation>Umgebungsvariable</translation>
    </message>
    <message>
        <source>folders that cannot be read</source>
        <translation>nicht lesbare Ordner</translation>
    </message>
    <message>
        <source>free of charge</source>
        <translation>kostenlos</translation>
    </message>
    <message>
        <source>gone while scanning</source>
        <translation>beim Durchsuchen verschwunden</translation>
    </message>
    <message>
        <source>high, medium or low</source>
        <translation>high, medium oder low</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>it failed, but no error says why</source>
        <translation>fehlgeschlagen, aber kein Fehler sagt, warum</translation>
    </message>
    <message>
        <source>it holds no kits</source>
        <translation>es enthält keine Kits</translation>
    </message>
    <message>
        <source>it holds no records</source>
        <translation>es enthält keine Einträge</translation>
    </message>
    <message>
        <source>it is cut short, or too large</source>
        <translation>abgeschnitten oder zu groß</translation>
    </message>
    <message>
        <source>it is larger than %1 MB</source>
        <translation>es ist größer als %1 MB</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation>es ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>it is no file but a folder, a pipe or a device</source>
        <translation>es ist keine Datei, sondern ein Ordner, eine Pipe oder ein Gerät</translation>
    </message>
    <message>
        <source>it is no list of errors</source>
        <translation>es ist keine Fehlerliste</translation>
    </message>
    <message>
        <source>it is no plain file</source>
        <translation>es ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>it is no record of a sample</source>
        <translation>es ist kein Eintrag eines Samples</translation>
    </message>
    <message>
        <source>it is not checkpoint %1 of schema %2</source>
        <translation>es ist nicht Prüfpunkt %1 von Schema %2</translation>
    </message>
    <message>
        <source>it is not the result of %1</source>
        <translation>es ist nicht das Ergebnis von %1</translation>
    </message>
    <message>
        <source>it lists %1 of %2 samples</source>
        <translation>darin stehen %1 von %2 Samples</translation>
    </message>
    <message>
        <source>it should describe %1</source>
        <translation>es sollte %1 beschreiben</translation>
    </message>
    <message>
        <source>it speaks of %1</source>
        <translation>es handelt von %1</translation>
    </message>
    <message>
        <source>it was changed since it was written</source>
        <translation>es wurde nach dem Schreiben verändert</translation>
    </message>
    <message>
        <source>leaves room in the highs</source>
        <translation>lässt Platz in den Höhen</translation>
    </message>
    <message>
        <source>leaves room in the lows</source>
        <translation>lässt Platz in den Tiefen</translation>
    </message>
    <message>
        <source>leaves room in the mids</source>
        <translation>lässt Platz in den Mitten</translation>
    </message>
    <message>
        <source>left out by the filter</source>
        <translation>vom Filter ausgelassen</translation>
    </message>
    <message>
        <source>links that lead outside the folder</source>
        <translation>Verknüpfungen, die aus dem Ordner hinausführen</translation>
    </message>
    <message>
        <source>lives in the highs</source>
        <translation>in den Höhen zu Hause</translation>
    </message>
    <message>
        <source>lives in the lows</source>
        <translation>in den Tiefen zu Hause</translation>
    </message>
    <message>
        <source>lives in the mids</source>
        <translation>in den Mitten zu Hause</translation>
    </message>
    <message>
        <source>megabytes above 0</source>
        <translation>Megabyte über 0</translation>
    </message>
    <message>
        <source>megabytes from 1, as a whole number</source>
        <translation>Megabyte ab 1, als ganze Zahl</translation>
    </message>
    <message>
        <source>neighbouring keys %1 and %2</source>
        <translation>benachbarte Tonarten %1 und %2</translation>
    </message>
    <message>
        <source>never, failed, changed or all</source>
        <translation>never, failed, changed oder all</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>nicht mehr da</translation>
    </message>
    <message>
        <source>not audio</source>
        <translation>kein Audio</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>note %1 fits %2</source>
        <translation>Ton %1 passt zu %2</translation>
    </message>
    <message>
        <source>notes %1 and %2 in harmony</source>
        <translation>Töne %1 und %2 in Harmonie</translation>
    </message>
    <message>
        <source>openrouter, offline, or a base URL such as http://127.0.0.1:11434/v1, without user name or query</source>
        <translation>openrouter, offline oder eine Basisadresse wie http://127.0.0.1:11434/v1, ohne Benutzername und Abfrage</translation>
    </message>
    <message>
        <source>pipes, sockets or devices</source>
        <translation>Pipes, Sockets oder Geräte</translation>
    </message>
    <message>
        <source>put the key into the environment: OPENROUTER_API_KEY for OpenRouter, SP404_API_KEY for another server.</source>
        <translation>den Schlüssel in die Umgebung schreiben: OPENROUTER_API_KEY für OpenRouter, SP404_API_KEY für einen anderen Server.</translation>
    </message>
    <message>
        <source>related keys %1 and %2</source>
        <translation>verwandte Tonarten %1 und %2</translation>
    </message>
    <message>
        <source>relative keys %1 and %2</source>
        <translation>parallele Tonarten %1 und %2</translation>
    </message>
    <message>
        <source>removed from the collection</source>
        <translation>aus der Sammlung entfernt</translation>
    </message>
    <message>
        <source>same key %1</source>
        <translation>gleiche Tonart %1</translation>
    </message>
    <message>
        <source>same note %1</source>
        <translation>gleicher Ton %1</translation>
    </message>
    <message>
        <source>seconds above 0</source>
        <translation>Sekunden über 0</translation>
    </message>
    <message>
        <source>seconds from 0</source>
        <translation>Sekunden ab 0</translation>
    </message>
    <message>
        <source>seconds from 0 to 86400</source>
        <translation>Sekunden von 0 bis 86400</translation>
    </message>
    <message>
        <source>silent: there is nothing to describe</source>
        <translation>still: Es gibt nichts zu beschreiben</translation>
    </message>
    <message>
        <source>similar energy</source>
        <translation>ähnliche Energie</translation>
    </message>
    <message>
        <source>sits higher</source>
        <translation>liegt höher</translation>
    </message>
    <message>
        <source>sits lower</source>
        <translation>liegt tiefer</translation>
    </message>
    <message>
        <source>system, dark or light</source>
        <translation>system, dark oder light</translation>
    </message>
    <message>
        <source>system, en or de</source>
        <translation>system, en oder de</translation>
    </message>
    <message>
        <source>tcp://HOST:PORT or tls://HOST:PORT</source>
        <translation>tcp://HOST:PORT oder tls://HOST:PORT</translation>
    </message>
    <message>
        <source>tempo %1 = %2</source>
        <translation>Tempo %1 = %2</translation>
    </message>
    <message>
        <source>tempo %1 is double of %2</source>
        <translation>Tempo %1 ist das Doppelte von %2</translation>
    </message>
    <message>
        <source>tempo %1 is half of %2</source>
        <translation>Tempo %1 ist die Hälfte von %2</translation>
    </message>
    <message>
        <source>tempo %1 ≈ %2</source>
        <translation>Tempo %1 ≈ %2</translation>
    </message>
    <message>
        <source>the kit is built around it</source>
        <translation>darauf baut das Kit auf</translation>
    </message>
    <message>
        <source>the name of an output device</source>
        <translation>der Name eines Ausgabegeräts</translation>
    </message>
    <message>
        <source>the one that suits best of those left</source>
        <translation>passt von den übrigen am besten</translation>
    </message>
    <message>
        <source>too long: %1 s, the most is %2 s</source>
        <translation>zu lang: %1 s, höchstens %2 s</translation>
    </message>
    <message>
        <source>too short: %1 s, the least is %2 s</source>
        <translation>zu kurz: %1 s, mindestens %2 s</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>what they cost is not known before</source>
        <translation>was sie kosten, ist vorher nicht bekannt</translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON-Zeilen</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Playlist</source>
        <translation>Playlist</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Webseite</translation>
    </message>
    <message>
        <source>everything, for other programs</source>
        <translation>alles, für andere Programme</translation>
    </message>
    <message>
        <source>everything, one sample a line</source>
        <translation>alles, ein Sample je Zeile</translation>
    </message>
    <message>
        <source>for notes and wikis</source>
        <translation>für Notizen und Wikis</translation>
    </message>
    <message>
        <source>for players</source>
        <translation>für Abspielprogramme</translation>
    </message>
    <message>
        <source>for spreadsheets, one row a sample</source>
        <translation>für Tabellenprogramme, eine Zeile je Sample</translation>
    </message>
    <message>
        <source>to look at and search in any browser</source>
        <translation>zum Ansehen und Durchsuchen in jedem Browser</translation>
    </message>
</context>
<context>
    <name>filter</name>
    <message>
        <source>%1: meant %2?</source>
        <translation>%1: %2 gemeint?</translation>
    </message>
    <message>
        <source>Nothing is called “%1”: “%2” was looked for. For these letters, write %3.</source>
        <translation>Nichts heißt „%1“: gesucht wurde „%2“. Genau diese Buchstaben findet %3.</translation>
    </message>
    <message>
        <source>There is no field “%1”. Did you mean “%2”?</source>
        <translation>Das Feld „%1“ gibt es nicht. War „%2“ gemeint?</translation>
    </message>
    <message>
        <source>There is no field “%1”. To look for these letters, write %2.</source>
        <translation>Das Feld „%1“ gibt es nicht. Um nach diesen Zeichen zu suchen: %2.</translation>
    </message>
    <message>
        <source>“%1:” waits for a value: %2.</source>
        <translation>„%1:“ wartet auf einen Wert: %2.</translation>
    </message>
    <message>
        <source>“%1” says nothing about “%2”. Write %3.</source>
        <translation>„%1“ sagt nichts über „%2“. Möglich ist %3.</translation>
    </message>
</context>
<context>
    <name>inspector</name>
    <message>
        <source>%1 a second</source>
        <translation>%1 pro Sekunde</translation>
    </message>
    <message>
        <source>%1 beats</source>
        <translation>%1 Schläge</translation>
    </message>
    <message>
        <source>%1 channels</source>
        <translation>%1 Kanäle</translation>
    </message>
    <message>
        <source>%1 different ones</source>
        <translation>%1 verschiedene</translation>
    </message>
    <message>
        <source>%1 onsets a beat</source>
        <translation>%1 Anschläge je Schlag</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>%1 sure</source>
        <translation>%1 sicher</translation>
    </message>
    <message>
        <source>%1-bit</source>
        <translation>%1 Bit</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>Außerdem</translation>
    </message>
    <message>
        <source>Attack</source>
        <translation>Attack</translation>
    </message>
    <message>
        <source>BPM</source>
        <translation>BPM</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>Best use</source>
        <translation>Einsatz</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Common values are shown for up to %1</source>
        <translation>Gemeinsame Werte werden für bis zu %1 gezeigt</translation>
    </message>
    <message>
        <source>Consistency</source>
        <translation>Gleichmäßigkeit</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>Derived from the measurements alone</source>
        <translation>Nur aus den Messungen abgeleitet</translation>
    </message>
    <message>
        <source>Described by a model</source>
        <translation>Von einem Modell beschrieben</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>Era</source>
        <translation>Ära</translation>
    </message>
    <message>
        <source>Feel</source>
        <translation>Gefühl</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>Highs</source>
        <translation>Höhen</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>Insgesamt</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tonart</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Lent by an alike sample until this one is asked</source>
        <translation>Geliehen von einem ähnlichen Sample, bis dieses selbst angefragt wird</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Lautheit</translation>
    </message>
    <message>
        <source>Lows</source>
        <translation>Tiefen</translation>
    </message>
    <message>
        <source>Noisiness</source>
        <translation>Rauschanteil</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>Nicht gemessen</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>Noch nicht gemessen</translation>
    </message>
    <message>
        <source>One-shot: not measurable</source>
        <translation>One-Shot: nicht messbar</translation>
    </message>
    <message>
        <source>Onsets</source>
        <translation>Anschläge</translation>
    </message>
    <message>
        <source>Pairs with</source>
        <translation>Passt zu</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>Roll-off</source>
        <translation>Roll-off</translation>
    </message>
    <message>
        <source>Root</source>
        <translation>Grundton</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Swing</source>
        <translation>Swing</translation>
    </message>
    <message>
        <source>Tail</source>
        <translation>Ausklang</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>Textur</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>Timing</translation>
    </message>
    <message>
        <source>True peak</source>
        <translation>True Peak</translation>
    </message>
    <message>
        <source>Your own word; %1</source>
        <translation>Eigene Angabe; %1</translation>
    </message>
    <message>
        <source>ahead of the beat</source>
        <translation>vor dem Schlag</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>angefragt</translation>
    </message>
    <message>
        <source>behind the beat</source>
        <translation>hinter dem Schlag</translation>
    </message>
    <message>
        <source>clipped</source>
        <translation>übersteuert</translation>
    </message>
    <message>
        <source>from the file's name or tags</source>
        <translation>aus Dateiname oder Tags</translation>
    </message>
    <message>
        <source>heard in the sound</source>
        <translation>im Klang gehört</translation>
    </message>
    <message>
        <source>heard in the sound, and the file's name or tags agree</source>
        <translation>im Klang gehört, und Dateiname oder Tags stimmen überein</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>lent</source>
        <translation>geliehen</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>loose</source>
        <translation>locker</translation>
    </message>
    <message>
        <source>low</source>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>measured: %1</source>
        <translation>gemessen: %1</translation>
    </message>
    <message>
        <source>mechanical</source>
        <translation>mechanisch</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>mono</source>
        <translation>mono</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>on the beat</source>
        <translation>auf dem Schlag</translation>
    </message>
    <message>
        <source>stereo</source>
        <translation>stereo</translation>
    </message>
    <message>
        <source>tight</source>
        <translation>tight</translation>
    </message>
</context>
<context>
    <name>pads</name>
    <message>
        <source>%1 BPM</source>
        <translation>%1 BPM</translation>
    </message>
    <message>
        <source>%1, free, key %2</source>
        <translation>%1, frei, Taste %2</translation>
    </message>
    <message>
        <source>Pad %1</source>
        <translation>Pad %1</translation>
    </message>
    <message>
        <source>chokes %1</source>
        <translation>Choke-Gruppe %1</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>Taste %1</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>no longer in the collection</source>
        <translation>nicht mehr in der Sammlung</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
</context>
<context>
    <name>part of a kit</name>
    <message>
        <source>accent</source>
        <translation>Akzent</translation>
    </message>
    <message>
        <source>bass</source>
        <translation>Bass</translation>
    </message>
    <message>
        <source>chords</source>
        <translation>Akkorde</translation>
    </message>
    <message>
        <source>cymbal</source>
        <translation>Becken</translation>
    </message>
    <message>
        <source>drum loop</source>
        <translation>Drumloop</translation>
    </message>
    <message>
        <source>hi-hat</source>
        <translation>Hi-Hat</translation>
    </message>
    <message>
        <source>kick</source>
        <translation>Kick</translation>
    </message>
    <message>
        <source>lead</source>
        <translation>Lead</translation>
    </message>
    <message>
        <source>percussion loop</source>
        <translation>Percussion-Loop</translation>
    </message>
    <message>
        <source>rim or clap</source>
        <translation>Rim oder Clap</translation>
    </message>
    <message>
        <source>second voice</source>
        <translation>zweite Stimme</translation>
    </message>
    <message>
        <source>snare</source>
        <translation>Snare</translation>
    </message>
    <message>
        <source>strings</source>
        <translation>Saiten</translation>
    </message>
    <message>
        <source>texture</source>
        <translation>Textur</translation>
    </message>
    <message>
        <source>tom or percussion</source>
        <translation>Tom oder Percussion</translation>
    </message>
    <message>
        <source>voice</source>
        <translation>Stimme</translation>
    </message>
</context>
<context>
    <name>plan</name>
    <message>
        <source>After every answer, in the job folder, about %1.</source>
        <translation>Nach jeder Antwort, im Job-Ordner, etwa %1.</translation>
    </message>
    <message>
        <source>All measured first-come, the most telling ones asked first</source>
        <translation>Alle gemessen, wie sie kommen; die aussagekräftigsten zuerst angefragt</translation>
    </message>
    <message>
        <source>Approach</source>
        <translation>Vorgehen</translation>
    </message>
    <message>
        <source>Described</source>
        <translation>Beschrieben</translation>
    </message>
    <message>
        <source>Everything here is done.</source>
        <translation>Hier ist alles fertig.</translation>
    </message>
    <message>
        <source>Everything here is done. Start does all of it again.</source>
        <translation>Hier ist alles fertig. Starten macht alles noch einmal.</translation>
    </message>
    <message>
        <source>Everything here is done. Start looks for files that have changed.</source>
        <translation>Hier ist alles fertig. Starten sucht nach geänderten Dateien.</translation>
    </message>
    <message>
        <source>Everything here is done. Start tries again what failed.</source>
        <translation>Hier ist alles fertig. Starten versucht erneut, was fehlschlug.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>From the measurements alone; no model is asked.</source>
        <translation>Nur aus den Messungen; kein Modell wird gefragt.</translation>
    </message>
    <message>
        <source>In batches, results remembered for other collections</source>
        <translation>In Gruppen, Ergebnisse gemerkt für andere Sammlungen</translation>
    </message>
    <message>
        <source>In parallel, results remembered for other collections</source>
        <translation>Parallel, Ergebnisse gemerkt für andere Sammlungen</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Measurements and the names of files and folders go to %1. The audio stays here.</source>
        <translation>Messwerte sowie Datei- und Ordnernamen gehen an %1. Das Audio bleibt hier.</translation>
    </message>
    <message>
        <source>Measurements and the sound itself, up to 10 seconds of each sample, go to %1, without file and folder names.</source>
        <translation>Messwerte und der Klang selbst, bis zu 10 Sekunden je Sample, gehen an %1, ohne Datei- und Ordnernamen.</translation>
    </message>
    <message>
        <source>Measurements go to %1, without file and folder names. The audio stays here.</source>
        <translation>Messwerte gehen an %1, ohne Datei- und Ordnernamen. Das Audio bleibt hier.</translation>
    </message>
    <message>
        <source>Measurements, the names of files and folders, and the sound itself, up to 10 seconds of each sample, go to %1.</source>
        <translation>Messwerte, Datei- und Ordnernamen und der Klang selbst, bis zu 10 Sekunden je Sample, gehen an %1.</translation>
    </message>
    <message>
        <source>Not asked about</source>
        <translation>Nicht angefragt</translation>
    </message>
    <message>
        <source>Nothing leaves this machine.</source>
        <translation>Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>One after the other</source>
        <translation>Eins nach dem anderen</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>Bisher</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>cost not known: set a limit</source>
        <translation>Kosten unbekannt: Grenze setzen</translation>
    </message>
    <message>
        <source>in all, about</source>
        <translation>insgesamt, ungefähr</translation>
    </message>
    <message>
        <source>minutes left</source>
        <translation>Minuten übrig</translation>
    </message>
    <message>
        <source>nothing to pay</source>
        <translation>nichts zu bezahlen</translation>
    </message>
    <message>
        <source>of free calls, at the most</source>
        <translation>mit kostenlosen Anfragen, höchstens</translation>
    </message>
    <message>
        <source>silent, too short and too long ones, once they are measured</source>
        <translation>stille, zu kurze und zu lange, sobald sie gemessen sind</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>diesen Rechner</translation>
    </message>
    <message>
        <source>without extension</source>
        <translation>ohne Endung</translation>
    </message>
</context>
<context>
    <name>plural</name>
    <message numerus="yes">
        <source>%1 and %Ln other folders</source>
        <extracomment>one: %1 and %Ln other folder</extracomment>
        <translation>
            <numerusform>%1 und %Ln weiterem Ordner</numerusform>
            <numerusform>%1 und %Ln weiteren Ordnern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln samples</source>
        <extracomment>one: %1, %Ln sample</extracomment>
        <translation>
            <numerusform>%1, %Ln Sample</numerusform>
            <numerusform>%1, %Ln Samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are there already</source>
        <extracomment>one: %Ln is there already</extracomment>
        <translation>
            <numerusform>%Ln ist schon da</numerusform>
            <numerusform>%Ln sind schon da</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bad files</source>
        <extracomment>one: %Ln bad file</extracomment>
        <translation>
            <numerusform>%Ln unbrauchbare Datei</numerusform>
            <numerusform>%Ln unbrauchbare Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bars</source>
        <extracomment>one: %Ln bar</extracomment>
        <translation>
            <numerusform>%Ln Takt</numerusform>
            <numerusform>%Ln Takte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln calls made</source>
        <extracomment>one: %Ln call made</extracomment>
        <translation>
            <numerusform>%Ln Anfrage gestellt</numerusform>
            <numerusform>%Ln Anfragen gestellt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day limits</source>
        <extracomment>one: %Ln day limit</extracomment>
        <translation>
            <numerusform>%Ln Tageslimit</numerusform>
            <numerusform>%Ln Tageslimits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <extracomment>one: %Ln day</extracomment>
        <translation>
            <numerusform>%Ln Tag</numerusform>
            <numerusform>%Ln Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln duplicates (they take over their twin's answer)</source>
        <extracomment>one: %Ln duplicate (it takes over its twin's answer)</extracomment>
        <translation>
            <numerusform>%Ln Duplikat (übernimmt die Antwort seines Zwillings)</numerusform>
            <numerusform>%Ln Duplikate (übernehmen die Antwort ihres Zwillings)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln empty answers</source>
        <extracomment>one: %Ln empty answer</extracomment>
        <translation>
            <numerusform>%Ln leere Antwort</numerusform>
            <numerusform>%Ln leere Antworten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <extracomment>one: %Ln failed</extracomment>
        <translation>
            <numerusform>%Ln fehlgeschlagen</numerusform>
            <numerusform>%Ln fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <extracomment>one: %Ln file</extracomment>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files are gone or have changed: left out.</source>
        <extracomment>one: %Ln file is gone or has changed: left out.</extracomment>
        <translation>
            <numerusform>%Ln Datei ist weg oder hat sich geändert: ausgelassen.</numerusform>
            <numerusform>%Ln Dateien sind weg oder haben sich geändert: ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files are gone; their samples stay.</source>
        <extracomment>one: %Ln file is gone; its sample stays.</extracomment>
        <translation>
            <numerusform>%Ln Datei ist nicht mehr da; ihr Sample bleibt.</numerusform>
            <numerusform>%Ln Dateien sind nicht mehr da; ihre Samples bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files are in the way: nothing is written</source>
        <extracomment>one: %Ln file is in the way: nothing is written</extracomment>
        <translation>
            <numerusform>%Ln Datei ist im Weg: Es wird nichts geschrieben</numerusform>
            <numerusform>%Ln Dateien sind im Weg: Es wird nichts geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files are not measured: their bytes count.</source>
        <extracomment>one: %Ln file is not measured: its bytes count.</extracomment>
        <translation>
            <numerusform>%Ln Datei ist nicht gemessen: Ihre Bytes zählen.</numerusform>
            <numerusform>%Ln Dateien sind nicht gemessen: Ihre Bytes zählen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files could not be decoded.</source>
        <extracomment>one: %Ln file could not be decoded.</extracomment>
        <translation>
            <numerusform>%Ln Datei ließ sich nicht dekodieren.</numerusform>
            <numerusform>%Ln Dateien ließen sich nicht dekodieren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files have changed.</source>
        <extracomment>one: %Ln file has changed.</extracomment>
        <translation>
            <numerusform>%Ln Datei hat sich geändert.</numerusform>
            <numerusform>%Ln Dateien haben sich geändert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files stayed.</source>
        <extracomment>one: %Ln file stayed.</extracomment>
        <translation>
            <numerusform>%Ln Datei blieb.</numerusform>
            <numerusform>%Ln Dateien blieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files stayed:</source>
        <extracomment>one: %Ln file stayed:</extracomment>
        <translation>
            <numerusform>%Ln Datei ist geblieben:</numerusform>
            <numerusform>%Ln Dateien sind geblieben:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files were moved to the trash.</source>
        <extracomment>one: %Ln file was moved to the trash.</extracomment>
        <translation>
            <numerusform>%Ln Datei wurde in den Papierkorb gelegt.</numerusform>
            <numerusform>%Ln Dateien wurden in den Papierkorb gelegt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files were moved to the trash:</source>
        <extracomment>one: %Ln file was moved to the trash:</extracomment>
        <translation>
            <numerusform>%Ln Datei wurde in den Papierkorb gelegt:</numerusform>
            <numerusform>%Ln Dateien wurden in den Papierkorb gelegt:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files will be written</source>
        <extracomment>one: %Ln file will be written</extracomment>
        <translation>
            <numerusform>%Ln Datei wird geschrieben</numerusform>
            <numerusform>%Ln Dateien werden geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files written and read back</source>
        <extracomment>one: %Ln file written and read back</extracomment>
        <translation>
            <numerusform>%Ln Datei geschrieben und zurückgelesen</numerusform>
            <numerusform>%Ln Dateien geschrieben und zurückgelesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files, and no two of them are the same.</source>
        <extracomment>one: %Ln file, and no two of them are the same.</extracomment>
        <translation>
            <numerusform>%Ln Datei, und keine zwei sind gleich.</numerusform>
            <numerusform>%Ln Dateien, und keine zwei sind gleich.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln groups of the same sound.</source>
        <extracomment>one: %Ln group of the same sound.</extracomment>
        <translation>
            <numerusform>%Ln Gruppe desselben Klangs.</numerusform>
            <numerusform>%Ln Gruppen desselben Klangs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln groups were not opened: there, what was proposed is kept.</source>
        <extracomment>one: %Ln group was not opened: there, what was proposed is kept.</extracomment>
        <translation>
            <numerusform>%Ln Gruppe wurde nicht geöffnet: Dort bleibt, was vorgeschlagen ist.</numerusform>
            <numerusform>%Ln Gruppen wurden nicht geöffnet: Dort bleibt, was vorgeschlagen ist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln invalid answers</source>
        <extracomment>one: %Ln invalid answer</extracomment>
        <translation>
            <numerusform>%Ln ungültige Antwort</numerusform>
            <numerusform>%Ln ungültige Antworten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lost connections</source>
        <extracomment>one: %Ln lost connection</extracomment>
        <translation>
            <numerusform>%Ln Verbindungsabbruch</numerusform>
            <numerusform>%Ln Verbindungsabbrüche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more files of this group are left alone.</source>
        <extracomment>one: %Ln more file of this group is left alone.</extracomment>
        <translation>
            <numerusform>%Ln weitere Datei dieser Gruppe bleibt unangetastet.</numerusform>
            <numerusform>%Ln weitere Dateien dieser Gruppe bleiben unangetastet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new samples came in.</source>
        <extracomment>one: %Ln new sample came in.</extracomment>
        <translation>
            <numerusform>%Ln neues Sample ist hinzugekommen.</numerusform>
            <numerusform>%Ln neue Samples sind hinzugekommen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new samples were added.</source>
        <extracomment>one: %Ln new sample was added.</extracomment>
        <translation>
            <numerusform>%Ln neues Sample wurde hinzugefügt.</numerusform>
            <numerusform>%Ln neue Samples wurden hinzugefügt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln onsets.</source>
        <extracomment>one: %Ln onset.</extracomment>
        <translation>
            <numerusform>%Ln Anschlag.</numerusform>
            <numerusform>%Ln Anschläge.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problems</source>
        <extracomment>one: %Ln problem</extracomment>
        <translation>
            <numerusform>%Ln Problem</numerusform>
            <numerusform>%Ln Probleme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problems on the way, solved</source>
        <extracomment>one: %Ln problem on the way, solved</extracomment>
        <translation>
            <numerusform>%Ln Problem unterwegs, gelöst</numerusform>
            <numerusform>%Ln Probleme unterwegs, gelöst</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rate limits</source>
        <extracomment>one: %Ln rate limit</extracomment>
        <translation>
            <numerusform>%Ln Ratenlimit</numerusform>
            <numerusform>%Ln Ratenlimits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refusals</source>
        <extracomment>one: %Ln refusal</extracomment>
        <translation>
            <numerusform>%Ln Ablehnung</numerusform>
            <numerusform>%Ln Ablehnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused forms</source>
        <extracomment>one: %Ln refused form</extracomment>
        <translation>
            <numerusform>%Ln abgelehnte Form</numerusform>
            <numerusform>%Ln abgelehnte Formen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln samples</source>
        <extracomment>one: %Ln sample</extracomment>
        <translation>
            <numerusform>%Ln Sample</numerusform>
            <numerusform>%Ln Samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln samples are back: their files are there again.</source>
        <extracomment>one: %Ln sample is back: its file is there again.</extracomment>
        <translation>
            <numerusform>%Ln Sample ist wieder da: Die Datei ist wieder vorhanden.</numerusform>
            <numerusform>%Ln Samples sind wieder da: Die Dateien sind wieder vorhanden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln samples are left out</source>
        <extracomment>one: %Ln sample is left out</extracomment>
        <translation>
            <numerusform>%Ln Sample wird ausgelassen</numerusform>
            <numerusform>%Ln Samples werden ausgelassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln samples by %1, in batches of %2 alike ones, one call every %3 s.</source>
        <extracomment>one: %Ln sample by %1.</extracomment>
        <translation>
            <numerusform>%Ln Sample von %1.</numerusform>
            <numerusform>%Ln Samples von %1, in Gruppen von je %2 ähnlichen, eine Anfrage alle %3 s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln samples by %1, in batches of %2 alike ones.</source>
        <extracomment>one: %Ln sample by %1.</extracomment>
        <translation>
            <numerusform>%Ln Sample von %1.</numerusform>
            <numerusform>%Ln Samples von %1, in Gruppen von je %2 ähnlichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln samples failed</source>
        <extracomment>one: %Ln sample failed</extracomment>
        <translation>
            <numerusform>%Ln Sample fehlgeschlagen</numerusform>
            <numerusform>%Ln Samples fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln samples finished</source>
        <extracomment>one: %Ln sample finished</extracomment>
        <translation>
            <numerusform>%Ln Sample fertig</numerusform>
            <numerusform>%Ln Samples fertig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln samples lie on the pads %1 now.</source>
        <extracomment>one: %Ln sample lies on pad %1 now.</extracomment>
        <translation>
            <numerusform>%Ln Sample liegt jetzt auf Pad %1.</numerusform>
            <numerusform>%Ln Samples liegen jetzt auf den Pads %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln samples removed from the collection. The files are where they were. Ctrl+Z brings them back.</source>
        <extracomment>one: %Ln sample removed from the collection. Its file is where it was. Ctrl+Z brings it back.</extracomment>
        <translation>
            <numerusform>%Ln Sample aus der Sammlung entfernt. Die Datei liegt, wo sie war. Strg+Z holt es zurück.</numerusform>
            <numerusform>%Ln Samples aus der Sammlung entfernt. Die Dateien liegen, wo sie waren. Strg+Z holt sie zurück.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln samples. Nothing else is changed.</source>
        <extracomment>one: %Ln sample. Nothing else is changed.</extracomment>
        <translation>
            <numerusform>%Ln Sample. Sonst wird nichts verändert.</numerusform>
            <numerusform>%Ln Samples. Sonst wird nichts verändert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln server errors</source>
        <extracomment>one: %Ln server error</extracomment>
        <translation>
            <numerusform>%Ln Serverfehler</numerusform>
            <numerusform>%Ln Serverfehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stars</source>
        <extracomment>one: %Ln star</extracomment>
        <translation>
            <numerusform>%Ln Stern</numerusform>
            <numerusform>%Ln Sterne</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln that cannot be read</source>
        <extracomment>one: %Ln that cannot be read</extracomment>
        <translation>
            <numerusform>%Ln nicht lesbares</numerusform>
            <numerusform>%Ln nicht lesbare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln timeouts</source>
        <extracomment>one: %Ln timeout</extracomment>
        <translation>
            <numerusform>%Ln Zeitüberschreitung</numerusform>
            <numerusform>%Ln Zeitüberschreitungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tries</source>
        <extracomment>one: %Ln try</extracomment>
        <translation>
            <numerusform>%Ln Versuch</numerusform>
            <numerusform>%Ln Versuche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln troubles with calls</source>
        <extracomment>one: %Ln trouble with calls</extracomment>
        <translation>
            <numerusform>%Ln Schwierigkeit mit Anfragen</numerusform>
            <numerusform>%Ln Schwierigkeiten mit Anfragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were there already</source>
        <extracomment>one: %Ln was there already</extracomment>
        <translation>
            <numerusform>%Ln war schon da</numerusform>
            <numerusform>%Ln waren schon da</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a place yet</source>
        <extracomment>one: %Ln without a place yet</extracomment>
        <translation>
            <numerusform>%Ln noch ohne Platz</numerusform>
            <numerusform>%Ln noch ohne Platz</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Category of %Ln samples</source>
        <extracomment>one: Category of %Ln sample</extracomment>
        <translation>
            <numerusform>Kategorie von %Ln Sample</numerusform>
            <numerusform>Kategorie von %Ln Samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Favorite %Ln samples</source>
        <extracomment>one: Favorite %Ln sample</extracomment>
        <translation>
            <numerusform>%Ln Sample als Favorit</numerusform>
            <numerusform>%Ln Samples als Favoriten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Here, in %Ln processes, about %1. What is known comes from the cache.</source>
        <extracomment>one: Here, about %1. What is known comes from the cache.</extracomment>
        <translation>
            <numerusform>Hier, etwa %1. Bekanntes kommt aus dem Cache.</numerusform>
            <numerusform>Hier, in %Ln Prozessen, etwa %1. Bekanntes kommt aus dem Cache.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kind of sound of %Ln samples</source>
        <extracomment>one: Kind of sound of %Ln sample</extracomment>
        <translation>
            <numerusform>Klangart von %Ln Sample</numerusform>
            <numerusform>Klangart von %Ln Samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln files (%1) to the trash?</source>
        <extracomment>one: Move %Ln file (%1) to the trash?</extracomment>
        <translation>
            <numerusform>%Ln Datei (%1) in den Papierkorb legen?</numerusform>
            <numerusform>%Ln Dateien (%1) in den Papierkorb legen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Note on %Ln samples</source>
        <extracomment>one: Note on %Ln sample</extracomment>
        <translation>
            <numerusform>Notiz zu %Ln Sample</numerusform>
            <numerusform>Notiz zu %Ln Samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rating of %Ln samples</source>
        <extracomment>one: Rating of %Ln sample</extracomment>
        <translation>
            <numerusform>Bewertung von %Ln Sample</numerusform>
            <numerusform>Bewertung von %Ln Samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag %Ln samples</source>
        <extracomment>one: Tag %Ln sample</extracomment>
        <translation>
            <numerusform>Tag für %Ln Sample</numerusform>
            <numerusform>Tag für %Ln Samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Untag %Ln samples</source>
        <extracomment>one: Untag %Ln sample</extracomment>
        <translation>
            <numerusform>Tag von %Ln Sample entfernen</numerusform>
            <numerusform>Tag von %Ln Samples entfernen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>calls of %Ln samples</source>
        <extracomment>one: calls of one sample</extracomment>
        <translation>
            <numerusform>Anfragen zu einem Sample</numerusform>
            <numerusform>Anfragen zu %Ln Samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %Ln samples to do</source>
        <extracomment>one: of %Ln sample to do</extracomment>
        <translation>
            <numerusform>von %Ln zu erledigen</numerusform>
            <numerusform>von %Ln zu erledigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>samples</source>
        <extracomment>one: sample</extracomment>
        <translation>
            <numerusform>Sample</numerusform>
            <numerusform>Samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>It failed without a reason.</source>
        <translation>Es ist ohne Angabe von Gründen gescheitert.</translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>Done, %1 failed</source>
        <translation>Fertig, %1 fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>status</name>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1/min</source>
        <translation>%1/min</translation>
    </message>
    <message>
        <source>Another process works on this collection: read only</source>
        <translation>Ein anderer Prozess arbeitet an dieser Sammlung: nur lesbar</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Looking for samples…</source>
        <translation>Samples werden gesucht …</translation>
    </message>
    <message>
        <source>Measuring new samples…</source>
        <translation>Neue Samples werden gemessen …</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Pausing after the calls in flight…</source>
        <translation>Hält nach den laufenden Anfragen an …</translation>
    </message>
    <message>
        <source>Ready to start</source>
        <translation>Bereit zum Start</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Stopping, everything so far is kept…</source>
        <translation>Stoppt, alles Bisherige bleibt erhalten …</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>batch %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>cache %1</source>
        <translation>Cache %1</translation>
    </message>
    <message>
        <source>calls %1</source>
        <translation>Anfragen %1</translation>
    </message>
    <message>
        <source>next call in %1</source>
        <translation>nächste Anfrage in %1</translation>
    </message>
</context>
<context>
    <name>views</name>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Klangkarte</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <source>Pads</source>
        <translation>Pads</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>$%1</source>
        <translation>%1 $</translation>
    </message>
    <message>
        <source>%1 BPM</source>
        <translation>%1 BPM</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 m %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Analysed</source>
        <translation>Analysiert</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Drums</source>
        <translation>Drums</translation>
    </message>
    <message>
        <source>FX</source>
        <translation>FX</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Favorite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Groove</source>
        <translation>Groove</translation>
    </message>
    <message>
        <source>Lent</source>
        <translation>Geliehen</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>Lokal</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Loop</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Messung</translation>
    </message>
    <message>
        <source>Melodic</source>
        <translation>Melodisch</translation>
    </message>
    <message>
        <source>One-shot</source>
        <translation>One-Shot</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Vocals</source>
        <translation>Vocals</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>loop</source>
        <translation>Loop</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>one-shot</source>
        <translation>One-Shot</translation>
    </message>
</context>
</TS>
