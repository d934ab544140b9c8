; Inno Setup 6: packs dist\sp404-batch into an installer for one user or all: iscc /DVersion=0.1.0 packaging\windows\installer.iss
#ifndef Version
  #error Name the version: iscc /DVersion=0.1.0 installer.iss
#endif

[Setup]
AppId={{6B1D1C1E-40A4-4C3B-9E55-404B47C40400}
AppName=SP-404 Batch
AppVersion={#Version}
AppPublisher=The SP-404 Batch developers
DefaultDirName={autopf}\SP-404 Batch
DefaultGroupName=SP-404 Batch
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\app.ico
UninstallDisplayIcon={app}\sp404-gui.exe
OutputDir=..\..\dist
OutputBaseFilename=sp404-batch-{#Version}-windows-x64
Compression=lzma2/max
SolidCompression=yes
ChangesEnvironment=yes
WizardStyle=modern

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "german"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
english.OpenWith=Open with SP-404 Batch
german.OpenWith=Mit SP-404 Batch öffnen
english.AddToPath=Put the command sp404-batch on the PATH
german.AddToPath=Den Befehl sp404-batch in den PATH aufnehmen

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "path"; Description: "{cm:AddToPath}"; Flags: unchecked

[Files]
Source: "..\..\dist\sp404-batch\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\SP-404 Batch"; Filename: "{app}\sp404-gui.exe"
Name: "{autodesktop}\SP-404 Batch"; Filename: "{app}\sp404-gui.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\Directory\shell\SP404Batch"; ValueType: string; ValueData: "{cm:OpenWith}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\SP404Batch"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\sp404-gui.exe"
Root: HKA; Subkey: "Software\Classes\Directory\shell\SP404Batch\command"; ValueType: string; ValueData: """{app}\sp404-gui.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\sp404-gui.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "SP-404 Batch"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\sp404-gui.exe\shell\open\command"; ValueType: string; ValueData: """{app}\sp404-gui.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\sp404-gui.exe\SupportedTypes"; ValueType: string; ValueName: ".wav"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\sp404-gui.exe\SupportedTypes"; ValueType: string; ValueName: ".aif"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\sp404-gui.exe\SupportedTypes"; ValueType: string; ValueName: ".aiff"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\sp404-gui.exe\SupportedTypes"; ValueType: string; ValueName: ".flac"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\sp404-gui.exe\SupportedTypes"; ValueType: string; ValueName: ".ogg"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\sp404-gui.exe\SupportedTypes"; ValueType: string; ValueName: ".opus"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\sp404-gui.exe\SupportedTypes"; ValueType: string; ValueName: ".mp3"; ValueData: ""
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: NotOnPath(ExpandConstant('{app}'))

[Run]
Filename: "{app}\sp404-gui.exe"; Description: "{cm:LaunchProgram,SP-404 Batch}"; Flags: nowait postinstall skipifsilent

[Code]
function NotOnPath(Folder: string): Boolean;
var
  Before: string;
begin
  Result := not (RegQueryStringValue(HKCU, 'Environment', 'Path', Before) and (Pos(';' + Uppercase(Folder) + ';', ';' + Uppercase(Before) + ';') > 0));
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Before, Ours: string;
  Place: Integer;
begin
  if (Step <> usPostUninstall) or not RegQueryStringValue(HKCU, 'Environment', 'Path', Before) then
    exit;
  Ours := ';' + ExpandConstant('{app}');
  Place := Pos(Uppercase(Ours) + ';', Uppercase(Before) + ';');
  if Place > 0 then begin
    Delete(Before, Place, Length(Ours));
    RegWriteExpandStringValue(HKCU, 'Environment', 'Path', Before);
  end;
end;
