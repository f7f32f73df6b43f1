; The setup file for Windows: for one user, without administrator's rights. nsis.py defines NUMBERS, VERSION, ICON, OUT,
; KILOBYTES and SMALL, and writes INSTALL and REMOVE, which name every file: nothing else is ever taken away.
; Exit codes of a silent setup: 0 done, 2 stopped, 3 a newer version is installed, 4 the program is running, 5 Windows too old.
Target amd64-unicode
Unicode true
!ifdef SMALL
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!else
SetCompressor zlib
SetCompress off
!endif
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true

!include MUI2.nsh
!include WinVer.nsh
!include WordFunc.nsh

!define NAME "planner_desktop"
!define TITLE "แผนปฏิบัติราชการประจำปี"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define DRAFT "${NAME}.draft"
!define GIVEN "${NAME}.given"
!define COLLECTION "${NAME}.collection"
!define LINK "$SMPROGRAMS\${TITLE}.lnk"
!define NOT_ALL "สำรองร่างบางฉบับไม่ได้ ดูรายละเอียดในหน้าต่างติดตั้ง การติดตั้งไม่แก้ไขร่าง ติดตั้งต่อหรือไม่"
!define RUNS "โปรแกรมเปิดอยู่ กรุณาปิดหน้าต่างของโปรแกรมให้หมด แล้วลองอีกครั้ง"

Name "${TITLE}"
BrandingText "${TITLE} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${ENTRY}" "InstallLocation"
!ifdef PLANNER_SIGN
    !uninstfinalize '${PLANNER_SIGN} "%1"' = 0
!endif
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=1054 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=1054 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1054 "FileDescription" "ติดตั้ง${TITLE}"
VIAddVersionKey /LANG=1054 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1054 "LegalCopyright" "MIT License"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\planner-desktop.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Thai"

; Nobody else may write to a program that runs.
!macro RefuseWhileRunning Program
    ${If} ${FileExists} "${Program}"
        ${Do}
            ClearErrors
            FileOpen $0 "${Program}" a
            ${IfNot} ${Errors}
                FileClose $0
                ${ExitDo}
            ${EndIf}
            ${If} ${Cmd} 'MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${RUNS}" /SD IDCANCEL IDCANCEL'
                SetErrorLevel 4
                Quit
            ${EndIf}
        ${Loop}
    ${EndIf}
!macroend

; A kind of file: its name, its picture, and what opens it.
!macro RegisterKind Kind Called
    WriteRegStr HKCU "Software\Classes\${Kind}" "" "${Called}"
    WriteRegStr HKCU "Software\Classes\${Kind}\DefaultIcon" "" "$INSTDIR\planner-desktop.exe,0"
    WriteRegStr HKCU "Software\Classes\${Kind}\shell\open" "FriendlyAppName" "${TITLE}"
    WriteRegStr HKCU "Software\Classes\${Kind}\shell\open\command" "" '"$INSTDIR\planner-desktop.exe" open "%1"'
!macroend

!macro RegisterFile Suffix Kind
    WriteRegStr HKCU "Software\Classes\${Suffix}" "" "${Kind}"
    WriteRegStr HKCU "Software\Classes\${Suffix}\OpenWithProgids" "${Kind}" ""
!macroend

!macro ForgetFile Suffix Kind
    ReadRegStr $0 HKCU "Software\Classes\${Suffix}" ""
    ${If} $0 == "${Kind}"
        DeleteRegValue HKCU "Software\Classes\${Suffix}" ""
    ${EndIf}
    DeleteRegValue HKCU "Software\Classes\${Suffix}\OpenWithProgids" "${Kind}"
    DeleteRegKey /ifempty HKCU "Software\Classes\${Suffix}\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "Software\Classes\${Suffix}"
!macroend

!macro FilesChanged
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
    ${IfNot} ${AtLeastWin10}
        MessageBox MB_OK|MB_ICONSTOP "โปรแกรมนี้ใช้กับ Windows 10 หรือใหม่กว่า" /SD IDOK
        SetErrorLevel 5
        Quit
    ${EndIf}
    ReadRegStr $1 HKCU "${ENTRY}" "DisplayVersion"
    ${If} $1 != ""
        ${VersionCompare} "$1" "${VERSION}" $2
        ${If} $2 == 1
            MessageBox MB_OK|MB_ICONSTOP "เครื่องนี้มีรุ่น $1 ซึ่งใหม่กว่ารุ่น ${VERSION} อยู่แล้ว จึงไม่ติดตั้งทับ$\r$\n\
                หากต้องการรุ่นเก่า กรุณาถอนการติดตั้งรุ่นใหม่ก่อน ร่างแผนจะยังอยู่ครบ" /SD IDOK
            SetErrorLevel 3
            Quit
        ${EndIf}
    ${EndIf}
FunctionEnd

; The version before takes itself away: it knows its files. The drafts that it knows are backed up first; whatever comes of
; that, no draft is touched by what follows.
Function ReplaceBefore
    ReadRegStr $1 HKCU "${ENTRY}" "InstallLocation"
    ${If} $1 == ""
    ${OrIfNot} ${FileExists} "$1\uninstall.exe"
        Return
    ${EndIf}
    !insertmacro RefuseWhileRunning "$1\planner-desktop.exe"
    !insertmacro RefuseWhileRunning "$1\planner-desktop-cli.exe"
    DetailPrint "กำลังสำรองร่างที่เปิดล่าสุด"
    nsExec::ExecToLog /TIMEOUT=120000 '"$1\planner-desktop-cli.exe" backup --known --patience 110'
    Pop $0
    ${If} $0 != "0"
        ${If} ${Cmd} 'MessageBox MB_YESNO|MB_ICONEXCLAMATION "${NOT_ALL}" /SD IDYES IDNO'
            SetErrorLevel 2
            Quit
        ${EndIf}
    ${EndIf}
    DetailPrint "กำลังนำรุ่นเดิมออก"
    ExecWait '"$1\uninstall.exe" /S _?=$1' $0
    ${If} $0 != 0
        MessageBox MB_OK|MB_ICONSTOP "นำรุ่นเดิมออกไม่ได้ กรุณาเริ่มเครื่องใหม่แล้วติดตั้งอีกครั้ง" /SD IDOK
        SetErrorLevel 2
        Quit
    ${EndIf}
    Delete "$1\uninstall.exe"
    RMDir "$1"
FunctionEnd

Section
    Call ReplaceBefore
    !include "${INSTALL}"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    SetOutPath "$DOCUMENTS" ; the shortcut starts there, and so do its file dialogs
    CreateShortcut "${LINK}" "$INSTDIR\planner-desktop.exe" "" "$INSTDIR\planner-desktop.exe"
    !insertmacro RegisterKind "${DRAFT}" "ร่าง${TITLE}"
    !insertmacro RegisterFile ".bmaplan" "${DRAFT}"
    !insertmacro RegisterFile ".bmapart" "${DRAFT}"
    !insertmacro RegisterKind "${GIVEN}" "ไฟล์ประกอบแผนปฏิบัติราชการประจำปี"
    !insertmacro RegisterFile ".bmareturn" "${GIVEN}"
    !insertmacro RegisterFile ".bmashare" "${GIVEN}"
    !insertmacro RegisterFile ".bmacatalogue" "${GIVEN}"
    !insertmacro RegisterFile ".bmakeys" "${GIVEN}"
    !insertmacro RegisterKind "${COLLECTION}" "แฟ้มรวมแผนของทุกหน่วยงาน"
    !insertmacro RegisterFile ".bmacollect" "${COLLECTION}"
    WriteRegStr HKCU "${ENTRY}" "DisplayName" "${TITLE}"
    WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\planner-desktop.exe,0"
    WriteRegStr HKCU "${ENTRY}" "Publisher" "${NAME}"
    WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" ${KILOBYTES}
    WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
    WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
    !insertmacro FilesChanged
SectionEnd

; Drafts and settings stay, also drafts that somebody keeps in the program's folder.
Section Uninstall
    !insertmacro RefuseWhileRunning "$INSTDIR\planner-desktop.exe"
    !insertmacro RefuseWhileRunning "$INSTDIR\planner-desktop-cli.exe"
    !include "${REMOVE}"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "${LINK}"
    !insertmacro ForgetFile ".bmaplan" "${DRAFT}"
    !insertmacro ForgetFile ".bmapart" "${DRAFT}"
    !insertmacro ForgetFile ".bmareturn" "${GIVEN}"
    !insertmacro ForgetFile ".bmashare" "${GIVEN}"
    !insertmacro ForgetFile ".bmacatalogue" "${GIVEN}"
    !insertmacro ForgetFile ".bmakeys" "${GIVEN}"
    !insertmacro ForgetFile ".bmacollect" "${COLLECTION}"
    DeleteRegKey HKCU "Software\Classes\${DRAFT}"
    DeleteRegKey HKCU "Software\Classes\${GIVEN}"
    DeleteRegKey HKCU "Software\Classes\${COLLECTION}"
    DeleteRegKey HKCU "${ENTRY}"
    !insertmacro FilesChanged
SectionEnd
