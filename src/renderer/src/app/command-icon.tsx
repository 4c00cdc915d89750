import {
  ArrowRight, Bookmark, BookmarkPlus, BookOpenText, Boxes, ChartNoAxesColumnDecreasing, CircleQuestionMark, Contrast, createElement } from 'react';
import {
  ArrowLeft, Database, Download, Eraser, FileChartColumn, FileJson, FileSignature, FolderOpen, FolderTree, History, Keyboard, KeyRound, LayoutDashboard, Link2, type LucideIcon, Monitor, Moon, MoveRight, NotebookPen, Package, PackageOpen, PencilLine, Redo2, RefreshCw, RotateCcw, Rows3, Rows4, Search, Sparkles, Sun, SunMoon, TriangleAlert, Undo2, Weight,
} from 'lucide-react';
import { commandById, type CommandGroup, type CommandId } from '../../../shared/commands/index.ts';

const ofGroup: Readonly<Record<CommandGroup, LucideIcon>> = {
  File: FolderOpen,
  Edit: PencilLine,
  View: SunMoon,
  Go: MoveRight,
  Mirror: Database,
  Help: CircleQuestionMark,
};

const own: Readonly<Partial<Record<CommandId, LucideIcon>>> = {
  'mirror.openSample': Sparkles,
  'models.saveView': BookmarkPlus,
  'views.manage': Bookmark,
  'keys.manage': KeyRound,
  'edit.copyLink': Link2,
  'edit.clearRecent': Eraser,
  'edit.undo': Undo2,
  'edit.redo': Redo2,
  'go.back': ArrowLeft,
  'go.forward': ArrowRight,
  'view.themeSystem': Monitor,
  'view.themeLight': Sun,
  'view.themeDark': Moon,
  'view.themeContrast': Contrast,
  'view.rowsComfortable': Rows3,
  'view.rowsCompact': Rows4,
  palette: Search,
  'go.overview': LayoutDashboard,
  'go.models': Package,
  'go.reach': ChartNoAxesColumnDecreasing,
  'go.problems': TriangleAlert,
  'go.notes': NotebookPen,
  'go.export': Download,
  'export.report': FileChartColumn,
  'go.search': Search,
  'package.overview': PackageOpen,
  'package.card': BookOpenText,
  'package.files': FolderTree,
  'package.weights': Weight,
  'package.history': History,
  'package.signatures': FileSignature,
  'package.raw': FileJson,
  'package.bill': Boxes,
  'mirror.refresh': RefreshCw,
  'mirror.rebuild': RotateCcw,
  'help.shortcuts': Keyboard,
};

/** A command's picture: its own, else its group's. */
export function CommandIcon({ id, size = 15 }: { readonly id: CommandId; readonly size?: number }) {
  const icon = own[id] ?? (id.startsWith('hub.') ? Package : ofGroup[commandById(id).group]);
  return createElement(icon, { size, strokeWidth: 1.8, 'aria-hidden': true });
}
