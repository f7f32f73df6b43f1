/* planner-desktop.exe (with WINDOWED) and planner-desktop-cli.exe: CPython's own Py_Main in this process, so that the task
   manager and the taskbar show this program, and nothing unpacks itself as malware does. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <shellapi.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define PROGRAM L"planner_desktop"
#define FAULT 3
#define LONGEST 32768 /* letters of a path or of a message: Windows knows none longer */

typedef int (*py_main)(int, wchar_t **);

static void say(const wchar_t *text)
{
#ifdef WINDOWED
    MessageBoxW(NULL, text, L"แผนปฏิบัติราชการประจำปี", MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
#else
    HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
    DWORD mode, written;
    static char bytes[4 * LONGEST];
    if (GetConsoleMode(out, &mode)) {
        WriteConsoleW(out, text, (DWORD) wcslen(text), &written, NULL);
    } else {
        int count = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
        if (count > 1) WriteFile(out, bytes, (DWORD) count - 1, &written, NULL);
    }
#endif
}

/* Say which file is at fault and why, in Windows' own words for the error. */
static int refuse(const wchar_t *file, DWORD error)
{
    static wchar_t text[2 * LONGEST], reason[1024];
    DWORD how = FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK; /* one line */
    if (!FormatMessageW(how, NULL, error, 0, reason, 1024, NULL))
        _snwprintf(reason, 1024, L"%lu", error);
    _snwprintf(text, 2 * LONGEST - 1,
               L"เปิดโปรแกรมไม่ได้ เพราะใช้ไฟล์นี้ไม่ได้:\n%ls\n%ls\n\n"
               L"ร่างแผนของท่านไม่เสียหาย กรุณาติดตั้งโปรแกรมใหม่ หรือแจ้งผู้ดูแลคอมพิวเตอร์\n",
               file, reason);
    say(text);
    return FAULT;
}

static int run(void)
{
    static wchar_t path[LONGEST];
    DWORD length = GetModuleFileNameW(NULL, path, LONGEST);
    wchar_t *name = length && length < LONGEST ? wcsrchr(path, L'\\') : NULL;
    if (!name || name - path + sizeof PYTHON / sizeof(wchar_t) + 1 > LONGEST) return refuse(PYTHON, GetLastError());
    wchar_t *self = _wcsdup(path);
    wcscpy(name + 1, PYTHON);

    /* Nothing of another program is taken for ours: no DLL from the folder one happens to be in, no other Qt's plugins. */
    SetDllDirectoryW(L"");
    SetEnvironmentVariableW(L"QT_PLUGIN_PATH", NULL);
    SetEnvironmentVariableW(L"QT_QPA_PLATFORM_PLUGIN_PATH", NULL);
    HMODULE python = LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (!python) return refuse(path, GetLastError());
    py_main start = (py_main) (void *) GetProcAddress(python, "Py_Main");
    if (!start) return refuse(path, GetLastError());

    int given, count = 0;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &given);
    wchar_t **all = words ? calloc((size_t) given + 8, sizeof *all) : NULL;
    if (!all || !self) return refuse(path, ERROR_NOT_ENOUGH_MEMORY);
    all[count++] = self;
    all[count++] = L"-I"; /* no PYTHON* variable, no folder of the user's, not the folder one is in */
    all[count++] = L"-X";
    all[count++] = L"utf8";
    all[count++] = L"-m";
    int first = 1;
    /* The program starts itself again for work that may have to be ended: `sys.executable -m planner_desktop.…`. */
    size_t own = wcslen(PROGRAM);
    int again = given > 2 && !wcscmp(words[1], L"-m") && !wcsncmp(words[2], PROGRAM, own) &&
                (words[2][own] == L'.' || !words[2][own]);
    if (again) first = 2;
    else all[count++] = PROGRAM;
    for (int n = first; n < given; n++) all[count++] = words[n];
    return start(count, all);
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE self, HINSTANCE none, LPWSTR words, int show)
{
    (void) self, (void) none, (void) words, (void) show;
    return run();
}
#else
int wmain(void)
{
    return run();
}
#endif
